using System.Collections.Immutable;
using OpsShell.Audit.Facts;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Audit.Checks;

/// <summary>Memory: what is available, swapping and reclaim over the sample, OOM kills since boot.</summary>
public sealed class MemoryCheck : Check
{
    private const string Source = "/proc/meminfo";
    private const string Counters = "/proc/vmstat";

    private static readonly Threshold AvailableWarning = new(
        "node/memory.available-warning", 10, "%", "Memory available, of what huge pages leave", "node_exporter mixin NodeMemoryHighUtilization: > 90 % used");

    private static readonly Threshold AvailableCritical = new(
        "node/memory.available-critical", 4, "%", "Memory available, of what huge pages leave",
        "OpsShell: near the watermarks, tasks reclaim memory themselves and the OOM killer is next");

    private static readonly Threshold SwapWarning = new(
        "node/memory.swap-warning", 100, "1/s", "Pages swapped in and out", "OpsShell: 100 pages are 400 KiB/s; each page swapped in is a task that waits for a disk");

    private static readonly Threshold SwapCritical = new(
        "node/memory.swap-critical", 5000, "1/s", "Pages swapped in and out", "OpsShell: 20 MiB/s of swapping is thrashing on most disks");

    private static readonly Threshold StallWarning = new(
        "node/memory.stall-warning", 10, "1/s", "Times a task had to reclaim memory itself (allocstall)", "OpsShell: each is a pause of the task, milliseconds at best; a node with room has none");

    private static readonly Threshold MajorFaultWarning = new(
        "node/memory.major-fault-warning", 500, "1/s", "Page faults that read from disk", "node_exporter mixin NodeMemoryMajorPagesFaults: > 500/s");

    private static readonly Threshold OomRecent = new(
        "node/memory.oom-recent", 24, "h", "Age up to which an OOM kill still is a warning", "OpsShell: an on-call day");

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "node/memory",
        "Memory: available, swap activity, reclaim stalls, OOM kills",
        "Judges MemAvailable against the memory that huge pages leave, rates of swapping, direct reclaim and major faults over the sample, and OOM kills by their age in the kernel log.",
        "https://www.kernel.org/doc/html/latest/filesystems/proc.html#meminfo");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [MemoryInfo.Fact, VmStat.Fact, KernelLog.Fact, Uptime.Fact];

    /// <inheritdoc/>
    public override ImmutableArray<Threshold> Thresholds =>
        [AvailableWarning, AvailableCritical, SwapWarning, SwapCritical, StallWarning, MajorFaultWarning, OomRecent];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        if (context.TryGet(MemoryInfo.Fact, out var memory, out var noMemory))
            yield return Available(context, memory);
        else
            yield return context.Unknown("Available memory", noMemory, "available");
        if (context.TryGet(VmStat.Fact, out var samples, out var noCounters))
        {
            foreach (var finding in Activity(context, samples))
                yield return finding;
        }
        else
        {
            yield return context.Unknown("Swapping and reclaim", noCounters, "activity");
        }
        foreach (var finding in OomKills(context, samples))
            yield return finding;
    }

    private static Finding Available(CheckContext context, MemoryInfo memory)
    {
        // Memory set aside for huge pages is used or kept by whoever asked for it; nobody else can have it.
        var usable = memory.Total > memory.HugePages ? memory.Total - memory.HugePages : memory.Total;
        var available = memory.AvailableOrEstimate;
        var percent = Math.Min(100, 100.0 * available / usable);
        var status = Low(percent, context[AvailableWarning], context[AvailableCritical]);
        ImmutableArray<Evidence> evidence =
        [
            Seen(Source, memory.Available is null ? "available (estimated: no MemAvailable on this kernel)" : "MemAvailable", Bytes(available)),
            Seen(Source, "MemTotal", Bytes(memory.Total)),
            Seen(Source, "huge pages", Bytes(memory.HugePages)),
            Seen(Source, "swap used", $"{Bytes(memory.SwapTotal - Math.Min(memory.SwapFree, memory.SwapTotal))} of {Bytes(memory.SwapTotal)}"),
        ];
        var title = $"{Percent(percent)} of memory available ({Bytes(available)} of {Bytes(usable)})";
        return status == FindingStatus.Ok
            ? context.Finding(status, title, evidence, "available")
            : context.Finding(
                status, title, evidence, "available",
                "Close to nothing can be had without taking it from somebody: tasks stall in reclaim, page cache is thrown away and re-read, then the OOM killer ends a process.",
                "'ps -eo pid,rss,comm --sort=-rss | head -20' for processes, 'slabtop -o -s c | head -15' for the kernel, 'systemd-cgtop -m -n1' for cgroups. Stop or move the largest, or set memory limits.");
    }

    private static List<Finding> Activity(CheckContext context, Samples<VmStat> samples)
    {
        double? PerSecond(string name) => Samples.Delta(samples.First[name], samples.Second[name]) is { } moved ? moved / samples.Seconds : null;
        var (swapIn, swapOut) = (PerSecond("pswpin"), PerSecond("pswpout"));
        var stalls = Samples.Delta(samples.First.AllocationStalls, samples.Second.AllocationStalls) is { } count ? count / samples.Seconds : (double?)null;
        var majorFaults = PerSecond("pgmajfault");
        static string Show(double? rate) => rate is { } value ? Rate(value) : "not told by this kernel, or reset";
        ImmutableArray<Evidence> evidence =
        [
            Seen(Counters, "pswpin", Show(swapIn)), Seen(Counters, "pswpout", Show(swapOut)),
            Seen(Counters, "allocstall", Show(stalls)), Seen(Counters, "pgmajfault", Show(majorFaults)),
        ];
        var findings = new List<Finding>();
        var swapping = High((swapIn ?? 0) + (swapOut ?? 0), context[SwapWarning], context[SwapCritical]);
        if (swapping != FindingStatus.Ok)
        {
            findings.Add(context.Finding(
                swapping, $"The node swaps: {Show(swapIn)} pages in, {Show(swapOut)} out", evidence, "swap",
                "Memory in use does not fit; tasks wait for the disk each time they touch a page that was swapped out.",
                "'vmstat 1' (si, so); 'grep -H VmSwap /proc/[0-9]*/status | sort -k2n | tail' names who is swapped out. Free memory; kubelet nodes should run without swap or with a limit."));
        }
        if (stalls >= context[StallWarning])
        {
            findings.Add(context.Finding(
                FindingStatus.Warning, $"Tasks reclaim memory themselves {Rate(stalls.Value)}", evidence, "reclaim",
                "kswapd does not keep up, so whoever asks for memory must free some first: a pause of milliseconds to seconds in the middle of its work.",
                "Raise vm.watermark_scale_factor (for example 100) so that kswapd starts earlier, and find the writer or reader that floods the page cache ('pidstat -d 1 5')."));
        }
        if (majorFaults >= context[MajorFaultWarning])
        {
            findings.Add(context.Finding(
                FindingStatus.Warning, $"{Rate(majorFaults.Value)} page faults read from disk", evidence, "major-faults",
                "Programs run on pages that must first be read from disk: they start, or their code and mapped files were thrown out of memory.",
                "'pidstat -r 1 5' (majflt/s) names the process; look at available memory and at its cgroup's memory.max."));
        }
        if (swapIn is null && swapOut is null)
        {
            findings.Add(context.Unknown(
                "Swapping", new FactUnavailableException(Counters, ProbeStatus.Failed, "pswpin and pswpout are missing or were reset between the samples"), "swap"));
        }
        return findings.Count > 0 ? findings : [context.Finding(FindingStatus.Ok, "No swapping and no reclaim stalls over the sample", evidence, "activity")];
    }

    private static IEnumerable<Finding> OomKills(CheckContext context, Samples<VmStat>? samples)
    {
        var counter = samples?.Second.OomKills;
        var during = samples is null ? null : Samples.Delta(samples.First.OomKills, samples.Second.OomKills);
        var uptime = context.TryGet(Uptime.Fact, out var known, out _) ? known.SinceBoot : (TimeSpan?)null;
        if (!context.TryGet(KernelLog.Fact, out var log, out var noLog))
        {
            yield return WithoutLog(context, counter, during, uptime, noLog);
            yield break;
        }
        KernelEvent[] kills = [.. log.Events.Where(item => item.Kind is KernelEventKind.OomKill or KernelEventKind.CgroupOomKill)];
        if (kills.Length == 0 && counter is null or 0)
        {
            yield return context.Finding(FindingStatus.Ok, "No OOM kill since boot", Evidence(counter, log, kills), "oom");
            yield break;
        }
        var last = kills.Length > 0 ? EventAge.Of(kills[^1], uptime) : null;
        var recent = during > 0 || (kills.Length > 0 ? EventAge.IsRecent(last, context[OomRecent]) : uptime is not { } up || up.TotalHours <= context[OomRecent]);
        var systemWide = kills.Any(kill => kill.Kind == KernelEventKind.OomKill && EventAge.IsRecent(EventAge.Of(kill, uptime), context[OomRecent]));
        var status = !recent ? FindingStatus.Info : systemWide || during > 0 ? FindingStatus.Critical : FindingStatus.Warning;
        var count = Math.Max(counter ?? 0, (ulong)kills.Length);
        yield return context.Finding(
            status,
            $"{Count(count, "OOM kill")} since boot, {(kills.Length > 0 ? EventAge.Words(last) : "none of them still in the kernel log")}",
            Evidence(counter, log, kills),
            "oom",
            systemWide
                ? "The whole node ran out of memory and the kernel ended a process to go on. What it ends is not always what was to blame."
                : "A process was killed because it or its cgroup (container) was out of memory. Kubernetes shows the container as OOMKilled, exit code 137.",
            "'dmesg -T | grep -iE \"oom|killed process\"' or 'journalctl -k -g oom' has the whole report with the memory of each process. Raise the container's limit, or lower what the process takes.");
    }

    private static Finding WithoutLog(CheckContext context, ulong? counter, ulong? during, TimeSpan? uptime, FactUnavailableException noLog)
    {
        if (counter is null)
            return context.Unknown("OOM kills", noLog, "oom");
        ImmutableArray<Evidence> evidence = [Seen(Counters, "oom_kill", counter.Value), Seen(noLog.Source ?? "", "kernel log", noLog.Reason)];
        if (counter == 0)
            return context.Finding(FindingStatus.Ok, "No OOM kill since boot", evidence, "oom");
        var recent = during > 0 || uptime is not { } up || up.TotalHours <= context[OomRecent];
        var status = during > 0 ? FindingStatus.Critical : recent ? FindingStatus.Warning : FindingStatus.Unknown;
        return context.Finding(
            status, $"{Count(counter.Value, "OOM kill")} since boot; when is not known: {noLog.Reason}", evidence, "oom",
            "The kernel counted processes that it killed for want of memory. Its log, which has the time and the process, could not be read.",
            "Run the audit with become, or 'journalctl -k -g \"Killed process\"' as root.");
    }

    private static ImmutableArray<Evidence> Evidence(ulong? counter, KernelLog log, KernelEvent[] kills)
    {
        ImmutableArray<Evidence> evidence =
        [
            counter is { } count ? Seen(Counters, "oom_kill", count) : Seen(Counters, "oom_kill", "not counted by this kernel (before 4.13)"),
            Seen(KernelLog.Source, "kills in the kernel log", (ulong)kills.Length),
            Seen(KernelLog.Source, "log starts at", log.StartSeconds is { } start ? $"{Number(start)} s after boot" : "unknown: no time stamps"),
        ];
        return evidence.AddRange(kills.TakeLast(3).Select(kill => Seen(KernelLog.Source, "kill", Shortened(kill.Text))));
    }
}
