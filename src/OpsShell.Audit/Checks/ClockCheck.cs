using System.Collections.Immutable;
using OpsShell.Audit.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Audit.Checks;

/// <summary>The clock: synchronised or not, its offset, and where the kernel takes the time from.</summary>
public sealed class ClockCheck : Check
{
    private const string SourceFile = "/sys/devices/system/clocksource/clocksource0/current_clocksource";

    /// <summary>Read by a program itself, without entering the kernel, and exact.</summary>
    private static readonly ImmutableHashSet<string> Fast =
        ["tsc", "kvm-clock", "arch_sys_counter", "hyperv_clocksource_tsc_page", "timebase", "tod", "riscv_clocksource", "Constant"];

    /// <summary>Reading the time is a system call and an access to a slow device.</summary>
    private static readonly ImmutableHashSet<string> Slow = ["hpet", "acpi_pm", "pit", "jiffies", "refined-jiffies", "hyperv_clocksource_msr", "xen"];

    private static readonly Threshold OffsetWarning = new(
        "node/clock.offset-warning", 0.05, "s", "Offset to the true time as the time service sees it", "node_exporter mixin NodeClockSkewDetected: > 0.05 s");

    private static readonly Threshold OffsetCritical = new(
        "node/clock.offset-critical", 1, "s", "Offset to the true time as the time service sees it", "OpsShell: logs of nodes no longer sort, leases of seconds break");

    private static readonly Threshold DifferenceWarning = new(
        "node/clock.difference-warning", 10, "s", "Difference between the node's clock and the clock of the machine that runs the audit",
        "OpsShell: boot time and uptime tell the node's clock to within 2 s; the rest is the time that the answer may take");

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "node/clock",
        "Clock: synchronised, offset, clock source",
        "Asks the first time service that answers (chrony, ntpd, systemd-timesyncd, then the kernel's own flag), compares the node's clock with the auditing machine's, and looks at the clock source.",
        "https://www.kernel.org/doc/html/latest/timers/timekeeping.html");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [ClockSync.Fact, Clocksource.Fact, ProcStat.Fact, Uptime.Fact, MountTable.Fact];

    /// <inheritdoc/>
    public override ImmutableArray<Threshold> Thresholds => [OffsetWarning, OffsetCritical, DifferenceWarning];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        if (context.TryGet(ClockSync.Fact, out var sync, out var noSync))
        {
            yield return Synchronisation(context, sync);
        }
        else
        {
            // Only a node that was asked and has no time service is short of one; what could not be asked is not known.
            var asked = noSync.Status == ProbeStatus.Missing;
            yield return context.Unknown(
                "Synchronisation", noSync, "synchronisation",
                asked ? "Nothing on the node could say whether its clock is kept right. A virtual machine may get its time from the host." : "",
                asked ? "Install and start chrony ('dnf install chrony; systemctl enable --now chronyd'), or see what keeps the time here." : "");
        }
        if (Difference(context) is { } difference)
            yield return difference;
        if (context.TryGet(Clocksource.Fact, out var source, out var noSource))
            yield return Source(context, source);
        else
            yield return context.Unknown("The clock source", noSource, "clocksource");
    }

    private static Finding Synchronisation(CheckContext context, ClockSync sync)
    {
        ImmutableArray<Evidence> evidence =
        [
            Seen($"`{sync.Witness}`", "says", Shortened(sync.Detail)),
            Seen($"`{sync.Witness}`", "offset", sync.OffsetSeconds is { } known ? Milliseconds(known * 1000) : "not told"),
        ];
        if (sync.Synchronized is not true)
        {
            return context.Finding(
                FindingStatus.Warning, "The clock is not synchronised", evidence, "synchronisation",
                "It runs away from the true time by up to seconds a day. TLS certificates, tokens, leases and the order of logs depend on it.",
                "'chronyc sources -v' or 'timedatectl timesync-status': no server reachable (firewall, UDP 123), or none configured. Start one: 'systemctl enable --now chronyd'.");
        }
        var offset = Math.Abs(sync.OffsetSeconds ?? 0);
        var status = High(offset, context[OffsetWarning], context[OffsetCritical]);
        return status == FindingStatus.Ok
            ? context.Finding(status, $"The clock is synchronised, says {sync.Witness}", evidence, "synchronisation")
            : context.Finding(
                status, $"The clock is off by {Milliseconds(offset * 1000)}, says {sync.Witness}", evidence, "synchronisation",
                "The time service still corrects it, slowly, or cannot reach good servers.",
                "'chronyc tracking' and 'chronyc sources -v'. To correct at once, where programs bear a step: 'chronyc makestep'.");
    }

    private static Finding? Difference(CheckContext context)
    {
        if (!context.TryGet(ProcStat.Fact, out var stat, out _) || !context.TryGet(Uptime.Fact, out var uptime, out _) || stat.Second.BootTime is not { } boot)
            return null;
        // lxcfs gives a container an uptime of its own, which does not belong to the node's boot time.
        if (context.TryGet(MountTable.Fact, out var mounts, out _) && mounts.Mounts.Any(mount => mount.MountPoint is "/proc/uptime" or "/proc/stat"))
            return null;
        var difference = boot + uptime.SinceBoot.TotalSeconds - (context.CapturedAt.ToUnixTimeMilliseconds() / 1000.0);
        if (Math.Abs(difference) < context[DifferenceWarning])
            return null;
        return context.Finding(
            FindingStatus.Warning,
            $"The node's clock is {(difference > 0 ? "ahead of" : "behind")} this machine's by {Duration(TimeSpan.FromSeconds(Math.Min(Math.Abs(difference), 1e9)))}",
            [Seen("/proc/stat", "btime", boot), Seen("/proc/uptime", "uptime", Duration(uptime.SinceBoot)), Seen("auditing machine", "time", context.CapturedAt.ToString("u", System.Globalization.CultureInfo.InvariantCulture))],
            "difference",
            "One of the two clocks is wrong. Which one, the other nodes of the same audit tell: when all differ, it is this machine's.",
            "'date -u' on both; 'chronyc tracking' on both.");
    }

    private static Finding Source(CheckContext context, Clocksource source)
    {
        var evidence = ImmutableArray.Create(
            Seen(SourceFile, "current_clocksource", source.Current),
            Seen(SourceFile.Replace("current", "available", StringComparison.Ordinal), "available_clocksource", string.Join(' ', source.Available)));
        if (Fast.Contains(source.Current))
            return context.Finding(FindingStatus.Ok, $"Clock source {source.Current}: the time is read without a system call", evidence, "clocksource");
        if (!Slow.Contains(source.Current))
            return context.Finding(FindingStatus.Info, $"Clock source {source.Current} is not one that OpsShell knows", evidence, "clocksource", "Whether reading the time is fast with it is not known.");
        var better = source.Available.FirstOrDefault(Fast.Contains);
        return context.Finding(
            FindingStatus.Warning, $"Clock source {source.Current}: each reading of the time is a system call", evidence, "clocksource",
            "Programs read the time thousands of times a second (logs, traces, databases). With the TSC that takes 20 ns, with this source a microsecond or more, under a lock that all CPUs share.",
            (better is null
                ? "The TSC is not offered: "
                : $"'echo {better} > {SourceFile}' switches now; ")
            + "'dmesg | grep -i -E \"tsc|clocksource\"' says why the kernel gave it up (firmware, unsynchronised sockets, or a load that delayed the watchdog). On hardware known to be good boot with tsc=reliable.");
    }
}
