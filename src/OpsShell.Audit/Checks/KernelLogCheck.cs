using System.Collections.Immutable;
using OpsShell.Audit.Facts;
using OpsShell.Core.Findings;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Audit.Checks;

/// <summary>What the kernel itself reported: crashes, lock-ups, hung tasks, failing disks, memory and network cards.</summary>
public sealed class KernelLogCheck : Check
{
    private static readonly Threshold Recent = new(
        "node/kernel-log.recent", 24, "h", "Age up to which an event is more than Info", "OpsShell: an on-call day; node-problem-detector looks back 5 min because it runs all the time");

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "node/kernel-log",
        "Kernel log: oops, lockups, hung tasks, I/O and hardware errors",
        "Searches the kernel's ring buffer for known failures and judges each kind by its latest event. OOM kills are judged by node/memory.",
        "https://github.com/kubernetes/node-problem-detector/blob/master/config/kernel-monitor.json");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [KernelLog.Fact, Uptime.Fact];

    /// <inheritdoc/>
    public override ImmutableArray<Threshold> Thresholds => [Recent];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        var log = context.Get(KernelLog.Fact);
        var uptime = context.TryGet(Uptime.Fact, out var known, out _) ? known.SinceBoot : (TimeSpan?)null;
        var coverage = Seen(KernelLog.Source, "log starts at", log.StartSeconds is { } start ? $"{Number(start)} s after boot" : "unknown: no time stamps");
        var findings = log.Events
            .Where(item => item.Kind is not (KernelEventKind.OomKill or KernelEventKind.CgroupOomKill))
            .GroupBy(item => item.Kind)
            .OrderBy(group => group.Key)
            .Select(group => Judge(context, group.Key, [.. group], uptime, coverage))
            .ToList();
        if (log.Omitted > 0)
        {
            findings.Add(context.Finding(
                FindingStatus.Info, $"{log.Omitted} earlier lines about failures were left out", [coverage], "omitted",
                $"Only the latest {KernelLog.MaxLines} lines are brought from the node, so counts are too low.", "'dmesg -T --level=emerg,alert,crit,err,warn' on the node has all."));
        }
        if (findings.Count == 0)
            findings.Add(context.Finding(FindingStatus.Ok, "The kernel log reports no failure", [coverage]));
        return findings;
    }

    private static Finding Judge(CheckContext context, KernelEventKind kind, ImmutableArray<KernelEvent> events, TimeSpan? uptime, Evidence coverage)
    {
        var rule = KernelEventRule.Of(kind);
        var last = EventAge.Of(events[^1], uptime);
        var status = EventAge.IsRecent(last, context[Recent]) ? rule.Status : FindingStatus.Info;
        var times = events.Length == 1 ? "once" : $"{events.Length} times";
        return context.Finding(
            status, $"{rule.Name}: {times}, {EventAge.Words(last)}",
            [.. events.TakeLast(3).Select(item => Seen(KernelLog.Source, "log", Shortened(item.Text, 200))), coverage],
            rule.Subject, rule.Explanation, rule.Remedy);
    }
}
