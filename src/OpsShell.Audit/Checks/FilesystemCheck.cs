using System.Collections.Immutable;
using OpsShell.Audit.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Audit.Checks;

/// <summary>File systems: space, inodes, those that became read-only, those that do not answer.</summary>
public sealed class FilesystemCheck : Check
{
    private const string Space = FilesystemUsage.Source;

    private static readonly Threshold SpaceWarning = new(
        "node/filesystem.space-warning", 10, "%", "Space available to others than root", "kubelet evicts pods at nodefs.available < 10 % (its default --eviction-hard)");

    private static readonly Threshold SpaceCritical = new(
        "node/filesystem.space-critical", 3, "%", "Space available to others than root", "node_exporter mixin NodeFilesystemAlmostOutOfSpace: critical below 3 %");

    private static readonly Threshold InodesWarning = new(
        "node/filesystem.inodes-warning", 5, "%", "Inodes free", "node_exporter mixin NodeFilesystemAlmostOutOfFiles: warning below 5 %; kubelet evicts at nodefs.inodesFree < 5 %");

    private static readonly Threshold InodesCritical = new(
        "node/filesystem.inodes-critical", 3, "%", "Inodes free", "node_exporter mixin NodeFilesystemAlmostOutOfFiles: critical below 3 %");

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "node/filesystem",
        "File systems: space, inodes, read-only remounts, no answer",
        "Asks each mounted file system that keeps data (not squashfs, overlay or pseudo file systems; each device once) for its space and inodes, and compares how it is mounted with /etc/fstab and the kernel log.",
        "https://github.com/prometheus/node_exporter/tree/master/docs/node-mixin");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [MountTable.Fact, Fstab.Fact, FilesystemUsage.Fact, KernelLog.Fact];

    /// <inheritdoc/>
    public override ImmutableArray<Threshold> Thresholds => [SpaceWarning, SpaceCritical, InodesWarning, InodesCritical];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        var table = context.Get(MountTable.Fact);
        var findings = new List<Finding>();
        var watched = table.Watched;
        if (watched.Length == 0)
            return [context.Finding(FindingStatus.NotApplicable, "No mounted file system keeps data (a container's own view, perhaps)", [Seen(table.Source, "mounts", (ulong)table.Mounts.Length)])];
        var log = context.TryGet(KernelLog.Fact, out var known, out _) ? known : null;
        var fstab = context.TryGet(Fstab.Fact, out var wanted, out _) ? wanted : null;
        var good = new List<FilesystemSpace>();
        var asked = context.TryGet(FilesystemUsage.Fact, out var usage, out var reason);
        foreach (var mount in watched)
        {
            var before = findings.Count;
            if (ReadOnly(context, table, mount, fstab, log) is { } readOnly)
                findings.Add(readOnly);
            if (!asked)
                continue;
            if (!usage!.Spaces.TryGetValue(mount.MountPoint, out var space))
            {
                findings.Add(NoAnswer(context, table, mount, usage));
                continue;
            }
            findings.AddRange(Full(context, mount, space));
            if (findings.Count == before)
                good.Add(space);
        }
        if (good.Count > 0)
            findings.Add(Healthy(context, good));
        if (!asked)
            findings.Add(context.Unknown("Space and inodes", reason!));
        return findings;
    }

    private static Finding? ReadOnly(CheckContext context, MountTable table, Mount mount, Fstab? fstab, KernelLog? log)
    {
        if (!mount.IsLocalDisk)
            return null;
        // Since 6.x ext4 shows emergency_ro, and shutdown when it was cut off; the mount flag itself may still say rw.
        var emergency = mount.Options.Contains("emergency_ro") || mount.Options.Contains("shutdown");
        if (!mount.IsReadOnly && !emergency)
            return null;
        var device = mount.Device[(mount.Device.LastIndexOf('/') + 1)..];
        var entry = fstab?.Find(mount.MountPoint);
        var logged = log?.Events.LastOrDefault(item => item.Kind == KernelEventKind.ReadOnlyRemount && NamesDevice(item.Text, device));
        var onErrors = mount.Options.Contains("errors=remount-ro");
        var evidence = ImmutableArray.Create(Seen(table.Source, $"options of {mount.Device}", string.Join(',', mount.Options)));
        if (entry is not null)
            evidence = evidence.Add(Seen("/etc/fstab", "options", string.Join(',', entry.Options)));
        if (logged is not null)
            evidence = evidence.Add(Seen(KernelLog.Source, "log", Shortened(logged.Text)));
        if (emergency || logged is not null || (entry is not null && !entry.IsReadOnly))
        {
            return context.Finding(
                FindingStatus.Critical,
                $"{mount.MountPoint} is read-only{(emergency || logged is not null ? " after an error" : ", but /etc/fstab wants it writable")}",
                evidence, $"{mount.MountPoint} read-only",
                "ext4 and its kin stop writing when they find damage or the disk fails, to save what is there. Whatever writes here fails from now on.",
                $"'dmesg -T | grep -iE \"{device}|error\"' has the cause; check the disk ('smartctl -a {mount.Device}'). Move the work away, unmount, 'fsck -f {mount.Device}', mount again; do not just remount rw.");
        }
        if (entry is null && onErrors)
        {
            return context.Finding(
                FindingStatus.Warning, $"{mount.MountPoint} is read-only and set to become so on errors", evidence, $"{mount.MountPoint} read-only",
                "No entry in /etc/fstab says how it should be mounted, and the kernel log no longer tells why it is read-only.",
                $"'journalctl -k -g \"{device}\"' for older kernel messages; 'touch {mount.MountPoint}/.probe' shows whether writing works.");
        }
        return null;
    }

    private static bool NamesDevice(string text, string device)
    {
        // "EXT4-fs (sda1): Remounting filesystem read-only": the whole word, as sda1 is in sda10.
        var at = text.IndexOf(device, StringComparison.Ordinal);
        return device.Length > 0 && at >= 0 && (at + device.Length == text.Length || !char.IsAsciiLetterOrDigit(text[at + device.Length]));
    }

    private static Finding NoAnswer(CheckContext context, MountTable table, Mount mount, FilesystemUsage usage)
    {
        var timedOut = usage.Status == ProbeStatus.TimedOut;
        ImmutableArray<Evidence> evidence =
        [
            Seen(table.Source, "mounted from", mount.Device), Seen(table.Source, "type", mount.Type),
            Seen(Space, "status", timedOut ? $"TimedOut: {usage.Reason}" : "it gave no line for this file system"),
        ];
        return context.Finding(
            FindingStatus.Unknown,
            timedOut ? $"{mount.MountPoint} ({mount.Type}) did not answer in time, or was behind one that did not" : $"{mount.MountPoint} ({mount.Type}) could not be asked for its space",
            evidence, mount.MountPoint,
            mount.IsNetwork
                ? "A network file system whose server does not answer blocks every program that touches it, in state D. File systems are asked one after another, so those behind the first that hangs are not known either."
                : "A file system of this machine that does not answer hints at a disk that hangs; one that may not be entered needs root.",
            $"'timeout 5 stat -f {mount.MountPoint}'; for NFS: 'rpcinfo -t SERVER nfs', 'dmesg -T | grep \"not responding\"', 'umount -l {mount.MountPoint}' as a last resort.");
    }

    private static IEnumerable<Finding> Full(CheckContext context, Mount mount, FilesystemSpace space)
    {
        // A read-only file system cannot fill up.
        if (mount.IsReadOnly)
            yield break;
        if (space.AvailablePercent is { } available && Low(available, context[SpaceWarning], context[SpaceCritical]) is var status and not FindingStatus.Ok)
        {
            yield return context.Finding(
                status, $"{mount.MountPoint}: {Percent(available)} available ({Bytes(space.Available)} of {Bytes(space.Size)})", Numbers(space), mount.MountPoint,
                "Writes fail when it is full: databases stop, logs are lost, and a kubelet evicts pods before that.",
                $"'du -xh --max-depth=2 {mount.MountPoint} | sort -h | tail -20' finds what is large; 'lsof +L1' finds deleted files that are still open; 'journalctl --vacuum-size=500M', 'crictl rmi --prune' free the usual suspects.");
        }
        if (space.InodesFreePercent is { } inodes && Low(inodes, context[InodesWarning], context[InodesCritical]) is var inodeStatus and not FindingStatus.Ok)
        {
            yield return context.Finding(
                inodeStatus, $"{mount.MountPoint}: {Percent(inodes)} of inodes free ({space.InodesFree} of {space.Inodes})", Numbers(space), $"{mount.MountPoint} inodes",
                "No file can be created without an inode: the error is 'No space left on device' although df shows space.",
                $"'du -x --inodes --max-depth=3 {mount.MountPoint} | sort -n | tail -20' finds the directory with the many files.");
        }
    }

    private static Finding Healthy(CheckContext context, List<FilesystemSpace> good)
    {
        var fullest = good.MinBy(space => space.AvailablePercent ?? 100)!;
        return context.Finding(
            FindingStatus.Ok,
            $"{Count((ulong)good.Count, "file system")} with room; least available: {fullest.MountPoint}, {Percent(fullest.AvailablePercent ?? 100)}",
            [.. good.OrderBy(space => space.AvailablePercent ?? 100).Take(10).Select(space => Seen(Space, $"{space.MountPoint} available", $"{Bytes(space.Available)} of {Bytes(space.Size)}, inodes free {Inodes(space)}"))]);
    }

    private static string Inodes(FilesystemSpace space) => space.InodesFreePercent is { } percent ? Percent(percent) : "not limited";

    private static ImmutableArray<Evidence> Numbers(FilesystemSpace space) =>
    [
        Seen(Space, "size", Bytes(space.Size)), Seen(Space, "available", Bytes(space.Available)),
        Seen(Space, "free with root's reserve", Bytes(space.Free)), Seen(Space, "inodes free", $"{space.InodesFree} of {space.Inodes}"),
    ];
}
