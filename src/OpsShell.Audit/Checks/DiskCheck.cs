using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Audit.Facts;
using OpsShell.Core.Findings;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Audit.Checks;

/// <summary>Disk latency and saturation over the sample, for each disk.</summary>
public sealed class DiskCheck : Check
{
    private const string Source = "/proc/diskstats";
    private const string Stuck = "The disk, its controller or the network behind it does not answer. Everything that touches it waits in state D.";

    private static readonly Threshold MinimumRequests = new(
        "node/disk.min-requests", 20, "", "Requests in the sample below which latency is not judged", "OpsShell: a mean of a few requests says nothing");

    private static readonly Threshold SsdWarning = new(
        "node/disk.ssd-await-warning", 20, "ms", "Mean time of a request on a disk that does not turn", "OpsShell: flash answers within 1 ms, cloud volumes within 10 ms");

    private static readonly Threshold SsdCritical = new(
        "node/disk.ssd-await-critical", 100, "ms", "Mean time of a request on a disk that does not turn", "OpsShell: etcd asks for a WAL fsync p99 under 10 ms; at ten times that it loses its leader");

    private static readonly Threshold HddWarning = new(
        "node/disk.hdd-await-warning", 100, "ms", "Mean time of a request on a spinning disk", "OpsShell: a seek and half a turn take 10 to 15 ms, so this is a queue of seven");

    private static readonly Threshold HddCritical = new(
        "node/disk.hdd-await-critical", 500, "ms", "Mean time of a request on a spinning disk", "OpsShell: programs that sync stand still for seconds");

    private static readonly Threshold QueueWarning = new(
        "node/disk.queue-warning", 10, "", "Mean number of requests under way (aqu-sz)", "node_exporter mixin NodeDiskIOSaturation: > 10");

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "node/disk",
        "Disk latency and saturation",
        "Computes, for each whole disk that does its own I/O, the mean time of a request (await) and the mean queue (aqu-sz) over the sample. "
        + "The share of busy time (%util) is evidence only: a disk that works on many requests at once is not full at 100 %.",
        "https://www.kernel.org/doc/html/latest/admin-guide/iostats.html");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [DiskStats.Fact, BlockDevices.Fact];

    /// <inheritdoc/>
    public override ImmutableArray<Threshold> Thresholds => [MinimumRequests, SsdWarning, SsdCritical, HddWarning, HddCritical, QueueWarning];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        var samples = context.Get(DiskStats.Fact);
        var devices = context.Get(BlockDevices.Fact);
        var findings = new List<Finding>();
        var quiet = new List<(string Name, DiskActivity Activity)>();
        var disks = devices.Disks.ToArray();
        foreach (var name in disks)
        {
            if (!samples.First.Devices.TryGetValue(name, out var first) || !samples.Second.Devices.TryGetValue(name, out var second))
                findings.Add(Lost(context, name, "it is in /sys/block but not in both samples of /proc/diskstats"));
            else if (DiskActivity.Between(first, second, samples.Seconds) is not { } activity)
                findings.Add(Lost(context, name, "its counters went backwards between the samples: it was reset or replaced"));
            else if (Judge(context, name, activity, devices.Rotational[name]) is { } finding)
                findings.Add(finding);
            else
                quiet.Add((name, activity));
        }
        if (disks.Length == 0)
            return [context.Finding(FindingStatus.NotApplicable, "This node has no disks of its own", [Seen("/sys/block", "devices", string.Join(' ', devices.Rotational.Keys.Take(20)))])];
        if (quiet.Count > 0)
        {
            findings.Add(context.Finding(
                FindingStatus.Ok, $"{Count((ulong)quiet.Count, "disk")} without delay",
                [.. quiet.OrderByDescending(item => item.Activity.Requests).Take(10).Select(item => Seen(Source, item.Name, Describe(item.Activity)))]));
        }
        return findings;
    }

    private static Finding? Judge(CheckContext context, string name, DiskActivity activity, bool? rotational)
    {
        ImmutableArray<Evidence> evidence =
        [
            Seen(Source, "requests", activity.Requests),
            Seen(Source, "await", activity.AwaitMilliseconds is { } time ? Milliseconds(time) : "no request completed"),
            Seen(Source, "aqu-sz", Number(activity.Queue)),
            Seen(Source, "in flight", $"{activity.InFlightFirst}, then {activity.InFlightSecond}"),
            Seen(Source, "%util", Percent(activity.BusyPercent)),
            Seen($"/sys/block/{name}/queue/rotational", "spinning", rotational switch { true => "yes", false => "no", _ => "not told" }),
        ];
        if (activity.IsStuck)
        {
            return context.Finding(
                activity.IsSurelyStuck ? FindingStatus.Critical : FindingStatus.Warning,
                $"{name}: {activity.InFlightSecond} requests under way and none completed in the sample", evidence, name,
                activity.IsSurelyStuck
                    ? Stuck
                    : Stuck + " This kernel charges busy time only when a request ends, so it may also be a counter that leaked: see whether tasks hang on it ('ps -eo stat,pid,wchan:32,comm | grep ^D').",
                $"'dmesg -T | grep -iE \"{name}|timeout|reset\"', 'cat /sys/block/{name}/device/state', 'multipath -ll'. If the path is dead, move the node's work away now.");
        }
        var (warning, critical) = rotational == true ? (HddWarning, HddCritical) : (SsdWarning, SsdCritical);
        var slow = activity.AwaitMilliseconds is { } mean && activity.Requests >= context[MinimumRequests]
            ? High(mean, context[warning], context[critical])
            : FindingStatus.Ok;
        var queued = activity.Queue >= context[QueueWarning] ? FindingStatus.Warning : FindingStatus.Ok;
        var status = Worse(slow, queued);
        if (status == FindingStatus.Ok)
            return null;
        return context.Finding(
            status,
            slow != FindingStatus.Ok
                ? $"{name}: a request takes {Milliseconds(activity.AwaitMilliseconds!.Value)} on average"
                : $"{name}: {Number(activity.Queue)} requests wait or are served on average",
            evidence, name,
            "More is asked of the disk than it gives, or it is failing and retries. Programs that read uncached data or sync wait that long each time.",
            $"'iostat -xz {name} 1 5' shows whether it lasts; 'pidstat -d 1 5' or 'iotop -obn3' who writes; 'smartctl -a /dev/{name}' whether it is ill. A cloud volume may be at its IOPS or throughput limit.");
    }

    private static Finding Lost(CheckContext context, string name, string reason) =>
        context.Finding(FindingStatus.Unknown, $"{name} cannot be judged: {reason}", [Seen(Source, "device", name)], name);

    private static string Describe(DiskActivity activity) => string.Create(
        CultureInfo.InvariantCulture,
        $"{activity.Requests} requests, await {(activity.AwaitMilliseconds is { } time ? Milliseconds(time) : "-")}, aqu-sz {Number(activity.Queue)}, util {Percent(activity.BusyPercent)}");
}
