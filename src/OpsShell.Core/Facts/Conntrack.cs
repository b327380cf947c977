using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Core.Facts;

/// <summary>How full the table of tracked connections is.</summary>
/// <param name="Count">Entries now, in the reader's network namespace.</param>
/// <param name="Max">net.netfilter.nf_conntrack_max; 0 means no limit.</param>
/// <param name="Buckets">net.netfilter.nf_conntrack_buckets; null when not told.</param>
public sealed record Conntrack(ulong Count, ulong Max, ulong? Buckets)
{
    private static readonly ProbeItem CountFile = ProbeItem.File("/proc/sys/net/netfilter/nf_conntrack_count");
    private static readonly ProbeItem MaxFile = ProbeItem.File("/proc/sys/net/netfilter/nf_conntrack_max");
    private static readonly ProbeItem BucketsFile = ProbeItem.File("/proc/sys/net/netfilter/nf_conntrack_buckets");

    /// <summary>The fact. Missing when the module nf_conntrack is not loaded.</summary>
    public static readonly Fact<Conntrack> Fact = Findings.Fact.FromItems(
        "node/conntrack",
        "Entries and limit of connection tracking",
        [CountFile, MaxFile, BucketsFile],
        results => new Conntrack(
            Number(results.Text(CountFile), "nf_conntrack_count"),
            Number(results.Text(MaxFile), "nf_conntrack_max"),
            results.Find(BucketsFile).Status == ProbeStatus.Ok ? Number(results.Text(BucketsFile), "nf_conntrack_buckets") : null));

    /// <summary>Fill in percent; null when there is no limit.</summary>
    public double? FillPercent => Max > 0 ? 100.0 * Count / Max : null;

    private static ulong Number(string text, string name)
    {
        var line = TextLine.Sole(text);
        return line.UnsignedNumber(line.Fields(1)[0], name);
    }
}
