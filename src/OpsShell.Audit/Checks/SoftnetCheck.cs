using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Audit.Facts;
using OpsShell.Core.Findings;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Audit.Checks;

/// <summary>Packets that the kernel dropped, and polling that it cut short, because a CPU could not keep up.</summary>
public sealed class SoftnetCheck : Check
{
    private const string Source = "/proc/net/softnet_stat";

    private static readonly Threshold DropWarning = new(
        "node/softnet.drop-warning", 1, "1/s", "Packets dropped because a CPU's backlog was full", "OpsShell: none is normal; the packet was already in memory");

    private static readonly Threshold DropCritical = new(
        "node/softnet.drop-critical", 100, "1/s", "Packets dropped because a CPU's backlog was full", "OpsShell: loss that TCP shows as stalls of 200 ms and more");

    private static readonly Threshold SqueezeWarning = new(
        "node/softnet.squeeze-warning", 50, "1/s", "Polls cut short with work left (time_squeeze)",
        "OpsShell: a poll lasts at most netdev_budget_usecs (2 ms), so this is a tenth of a CPU's time with packets left waiting");

    private static readonly Threshold SkewInfo = new(
        "node/softnet.skew-info", 80, "%", "Share of all packets that one CPU takes when its polls are cut short", "OpsShell: the others could help");

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "node/softnet",
        "Packet processing: drops and time_squeeze by CPU",
        "Rates of dropped and time_squeeze over the sample. A few time_squeeze are normal under load; drops are not.",
        "https://www.kernel.org/doc/html/latest/admin-guide/sysctl/net.html");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [SoftnetStat.Fact, SoftnetLimits.Fact];

    /// <inheritdoc/>
    public override ImmutableArray<Threshold> Thresholds => [DropWarning, DropCritical, SqueezeWarning, SkewInfo];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        var samples = context.Get(SoftnetStat.Fact);
        var limits = context.TryGet(SoftnetLimits.Fact, out var known, out _) ? known : new SoftnetLimits(null, null, null);
        var rows = samples.Second.Cpus.Values
            .Where(second => samples.First.Cpus.ContainsKey(second.Cpu))
            .Select(second => Row.Between(samples.First.Cpus[second.Cpu], second))
            .ToArray();
        var whole = rows.Where(row => row.IsWhole).ToArray();
        if (whole.Length == 0)
            return [context.Finding(FindingStatus.Unknown, "Packet processing cannot be judged: the counters of every CPU went backwards", [Seen(Source, "CPUs", (ulong)rows.Length)])];
        var findings = new List<Finding>();
        var processed = whole.Sum(row => (double)row.Processed!.Value);
        var drops = whole.Sum(row => (double)row.Dropped!.Value) / samples.Seconds;
        var squeezes = whole.Sum(row => (double)row.Squeezed!.Value) / samples.Seconds;
        ImmutableArray<Evidence> evidence =
        [
            Seen(Source, "processed", Rate(processed / samples.Seconds)), Seen(Source, "dropped", Rate(drops)), Seen(Source, "time_squeeze", Rate(squeezes)),
            Limit("netdev_max_backlog", limits.MaxBacklog), Limit("netdev_budget", limits.Budget), Limit("netdev_budget_usecs", limits.BudgetMicroseconds),
        ];
        var dropStatus = High(drops, context[DropWarning], context[DropCritical]);
        if (dropStatus != FindingStatus.Ok)
        {
            var worst = whole.MaxBy(row => row.Dropped!.Value)!;
            findings.Add(context.Finding(
                dropStatus, $"{Rate(drops)} packets dropped because a CPU's backlog is full, most on CPU {worst.Cpu}", evidence, "dropped",
                "Packets that RPS or a virtual device (veth, bridge) handed to a CPU found its queue full. The senders see loss although the card has none.",
                $"Raise net.core.netdev_max_backlog (now {Value(limits.MaxBacklog)}; double it: 'sysctl -w net.core.netdev_max_backlog=...'), spread packets over more CPUs (RPS, more queues), and see what keeps CPU {worst.Cpu} busy."));
        }
        if (squeezes >= context[SqueezeWarning])
        {
            var worst = whole.MaxBy(row => row.Squeezed!.Value)!;
            var share = processed > 0 ? 100 * worst.Processed!.Value / processed : 0;
            var skewed = share >= context[SkewInfo] && whole.Length > 1;
            findings.Add(context.Finding(
                FindingStatus.Warning, $"Packet polls cut short {Rate(squeezes)}, most on CPU {worst.Cpu}",
                evidence.Add(Seen(Source, $"share of packets on CPU {worst.Cpu}", Percent(share))), "time_squeeze",
                "The budget of packets or time of a poll ran out with packets left: they wait for the next round, which adds latency."
                + (skewed ? " Nearly all packets land on one CPU." : ""),
                skewed
                    ? "Spread first: 'ethtool -l DEV' (queues), 'ethtool -x DEV' (RSS table), RPS in /sys/class/net/DEV/queues/rx-*/rps_cpus."
                    : $"Raise net.core.netdev_budget (now {Value(limits.Budget)}) and netdev_budget_usecs (now {Value(limits.BudgetMicroseconds)}) together, in steps of two; more budget takes time from user programs on that CPU."));
        }
        var lost = rows.Length - whole.Length;
        if (findings.Count == 0)
            findings.Add(context.Finding(FindingStatus.Ok, $"{whole.Length} CPUs take {Rate(processed / samples.Seconds)} packets; drops {Rate(drops)}, time_squeeze {Rate(squeezes)}", evidence));
        if (lost > 0)
            findings.Add(context.Finding(FindingStatus.Unknown, $"{lost} CPUs cannot be judged: their counters went backwards", evidence, "reset"));
        return findings;
    }

    private static Evidence Limit(string name, ulong? value) => Seen($"/proc/sys/net/core/{name}", name, Value(value));

    private static string Value(ulong? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "not told";

    private sealed record Row(int Cpu, ulong? Processed, ulong? Dropped, ulong? Squeezed)
    {
        internal bool IsWhole => Processed is not null && Dropped is not null && Squeezed is not null;

        internal static Row Between(SoftnetCpu first, SoftnetCpu second) => new(
            second.Cpu,
            SoftnetStat.Delta(first.Processed, second.Processed),
            SoftnetStat.Delta(first.Dropped, second.Dropped),
            SoftnetStat.Delta(first.TimeSqueeze, second.TimeSqueeze));
    }
}
