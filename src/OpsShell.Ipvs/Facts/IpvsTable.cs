using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Ipvs.Facts;

/// <summary>
/// /proc/net/ip_vs: the virtual services of the reader's network namespace (ip_vs_info_seq_show in
/// net/netfilter/ipvs/ip_vs_ctl.c).
/// </summary>
/// <param name="Version">The kernel's IPVS version (<c>1.2.1</c>).</param>
/// <param name="ConnectionTableSize">Buckets of the connection table.</param>
/// <param name="Services">The services in the kernel's order.</param>
public sealed record IpvsTable(string Version, long ConnectionTableSize, ImmutableArray<IpvsService> Services)
{
    /// <summary>Where it is read.</summary>
    public const string Source = "/proc/net/ip_vs";

    // 50,000 services with 200,000 real servers take 15 MB.
    private static readonly ProbeItem Item = ProbeItem.Sample(Source) with { Limit = 24 << 20 };

    /// <summary>The table now (of two readings, the second). Missing when the module ip_vs is not loaded.</summary>
    public static readonly Fact<IpvsTable> Fact = Core.Findings.Fact.FromItems(
        "ipvs/table", "Virtual services and their real servers", [Item], results => IpvsTableParser.Parse(Latest(results.Find(Item), results).Bytes.Span));

    /// <summary>The table, read once: half the work of the node where nothing else wants two readings.</summary>
    public static readonly Fact<IpvsTable> Once = Core.Findings.Fact.FromItems(
        "ipvs/table-once", "Virtual services and their real servers, read once", [Item with { Sampled = false }],
        results => IpvsTableParser.Parse(results.Content(Item with { Sampled = false }).Bytes.Span));

    /// <summary>Two readings of the table, for what moves between them.</summary>
    public static readonly Fact<Samples<IpvsTable>> Sampled = Core.Findings.Fact.FromItems(
        "ipvs/table-samples", "Virtual services and their real servers, read twice", [Item], ReadSamples);

    /// <summary>Real servers of all services.</summary>
    public int RealServerCount { get; } = Services.Sum(service => service.RealServers.Length);

    /// <summary>Active and inactive connections of all real servers; without persistence templates.</summary>
    public long Connections { get; } = Services.Sum(service => service.ActiveConnections + service.InactiveConnections);

    /// <summary>What to do about a node that does not give the table; empty when there is nothing to say.</summary>
    public static string Remedy(FactUnavailableException missing) => missing.Status == ProbeStatus.Missing
        ? "This node has no IPVS: the module ip_vs is not loaded. Does kube-proxy run in IPVS mode there?"
        : "";

    private static Samples<IpvsTable> ReadSamples(ProbeResults results)
    {
        var (first, second, seconds) = results.SampleBytes(Item);
        return new Samples<IpvsTable>(IpvsTableParser.Parse(first.Span), IpvsTableParser.Parse(second.Span), seconds);
    }

    private static ProbeContent Latest(ProbeResult result, ProbeResults results) =>
        result.SecondContents is [{ Status: ProbeStatus.Ok } second] ? second : results.Content(Item);
}
