using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Audit.Checks;

/// <summary>Connection tracking: how full the table is, and entries that could not be made.</summary>
public sealed class ConntrackCheck : Check
{
    private const string CountSource = "/proc/sys/net/netfilter/nf_conntrack_count";
    private const string MaxSource = "/proc/sys/net/netfilter/nf_conntrack_max";
    private const string Source = "/proc/net/stat/nf_conntrack";

    private static readonly Threshold FillWarning = new(
        "node/conntrack.fill-warning", 75, "%", "Entries, of nf_conntrack_max", "node_exporter mixin NodeHighNumberConntrackEntriesUsed: > 75 %");

    private static readonly Threshold FillCritical = new(
        "node/conntrack.fill-critical", 90, "%", "Entries, of nf_conntrack_max", "node-problem-detector network_problem.sh: > 90 %");

    private static readonly Threshold DropCritical = new(
        "node/conntrack.drop-critical", 1, "1/s", "Packets dropped for want of an entry (drop)", "OpsShell: each is a connection that cannot begin");

    private static readonly Threshold InsertWarning = new(
        "node/conntrack.insert-failed-warning", 1, "1/s", "Entries that could not be inserted (insert_failed)",
        "OpsShell: two packets raced for the same tuple and one was dropped; seen as DNS time-outs of 5 s in Kubernetes");

    private static readonly Threshold EarlyDropWarning = new(
        "node/conntrack.early-drop-warning", 1, "1/s", "Live entries thrown out to make room (early_drop)", "OpsShell: happens only when the table is full");

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "node/conntrack",
        "Connection tracking: fill, insert failures, drops",
        "Compares the entries with nf_conntrack_max, and judges drop, insert_failed and early_drop over the sample. Counts are those of the network namespace that is read.",
        "https://www.kernel.org/doc/html/latest/networking/nf_conntrack-sysctl.html");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [Conntrack.Fact, ConntrackStat.Fact];

    /// <inheritdoc/>
    public override ImmutableArray<Threshold> Thresholds => [FillWarning, FillCritical, DropCritical, InsertWarning, EarlyDropWarning];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        if (!context.TryGet(Conntrack.Fact, out var table, out var noTable))
        {
            yield return noTable.Status == ProbeStatus.Missing
                ? context.Finding(FindingStatus.NotApplicable, "This node does not track connections: the module nf_conntrack is not loaded", [Seen(CountSource, "status", noTable.Reason)])
                : context.Unknown("The table of connections", noTable);
            yield break;
        }
        yield return Fill(context, table);
        if (context.TryGet(ConntrackStat.Fact, out var samples, out var noCounters))
        {
            foreach (var finding in Counters(context, samples))
                yield return finding;
        }
        else
        {
            yield return context.Unknown("Failed insertions and drops", noCounters, "counters", remedy: "'conntrack -S' shows the same where the kernel lacks CONFIG_NF_CONNTRACK_PROCFS.");
        }
    }

    private static Finding Fill(CheckContext context, Conntrack table)
    {
        ImmutableArray<Evidence> evidence =
        [
            Seen(CountSource, "nf_conntrack_count", table.Count), Seen(MaxSource, "nf_conntrack_max", table.Max),
            .. table.Buckets is { } buckets ? [Seen("/proc/sys/net/netfilter/nf_conntrack_buckets", "nf_conntrack_buckets", buckets)] : ImmutableArray<Evidence>.Empty,
        ];
        if (table.FillPercent is not { } fill)
            return context.Finding(FindingStatus.Ok, $"{table.Count} connections tracked, without limit", evidence, "fill");
        var status = High(fill, context[FillWarning], context[FillCritical]);
        var title = $"{table.Count} of {table.Max} connections tracked ({Percent(fill)})";
        return status == FindingStatus.Ok
            ? context.Finding(status, title, evidence, "fill")
            : context.Finding(
                status, title, evidence, "fill",
                "When the table is full the kernel drops the first packet of each new connection ('nf_conntrack: table full, dropping packet').",
                $"'conntrack -L -o extended 2>/dev/null | awk \"{{print \\$3,\\$6}}\" | sort | uniq -c | sort -n | tail' shows which states fill it. Raise it: 'sysctl -w net.netfilter.nf_conntrack_max={table.Max * 2}' (kube-proxy: conntrack.maxPerCore sets it again), shorten nf_conntrack_tcp_timeout_time_wait and _established.");
    }

    private static List<Finding> Counters(CheckContext context, Samples<ConntrackStat> samples)
    {
        double? PerSecond(string name) => Samples.Delta(samples.First[name], samples.Second[name]) is { } moved ? moved / samples.Seconds : null;
        var (drop, insertFailed, earlyDrop) = (PerSecond("drop"), PerSecond("insert_failed"), PerSecond("early_drop"));
        string Show(string name, double? rate) => rate is { } value ? $"{Rate(value)} ({samples.Second[name]} since boot)" : "not told, or reset between the samples";
        ImmutableArray<Evidence> evidence =
        [
            Seen(Source, "drop", Show("drop", drop)), Seen(Source, "insert_failed", Show("insert_failed", insertFailed)),
            Seen(Source, "early_drop", Show("early_drop", earlyDrop)),
        ];
        var findings = new List<Finding>();
        if (drop >= context[DropCritical])
        {
            findings.Add(context.Finding(
                FindingStatus.Critical, $"{Rate(drop.Value)} packets dropped for want of a connection entry", evidence, "drop",
                "New connections through this node fail now.", "Raise net.netfilter.nf_conntrack_max; 'dmesg -T | grep nf_conntrack'."));
        }
        if (earlyDrop >= context[EarlyDropWarning])
        {
            findings.Add(context.Finding(
                FindingStatus.Warning, $"{Rate(earlyDrop.Value)} live entries thrown out to make room", evidence, "early_drop",
                "The table is full and the kernel sacrifices connections that have not seen an answer yet.", "Raise net.netfilter.nf_conntrack_max."));
        }
        if (insertFailed >= context[InsertWarning])
        {
            findings.Add(context.Finding(
                FindingStatus.Warning, $"{Rate(insertFailed.Value)} connection entries could not be inserted", evidence, "insert_failed",
                "Two packets of a new flow raced (UDP from one socket, as DNS for A and AAAA), or source ports for NAT ran out. The loser is dropped; a client waits for its time-out.",
                "DNS: node-local DNS cache, or 'options single-request-reopen'; NAT: more source addresses, --random-fully on MASQUERADE rules. 'conntrack -S' shows it by CPU."));
        }
        if (drop is null && insertFailed is null && earlyDrop is null)
            findings.Add(context.Finding(FindingStatus.Unknown, "Failed insertions and drops cannot be judged: their counters are missing or went backwards", evidence, "counters"));
        return findings.Count > 0 ? findings : [context.Finding(FindingStatus.Ok, "No connection entry failed over the sample", evidence, "counters")];
    }
}
