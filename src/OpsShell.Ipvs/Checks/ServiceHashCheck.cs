using System.Collections.Immutable;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Ipvs.Checks;

/// <summary>The table in which the kernel looks up virtual services has a fixed size.</summary>
public sealed class ServiceHashCheck : IpvsCheck
{
    // IP_VS_SVC_TAB_BITS in net/netfilter/ipvs/ip_vs_ctl.c.
    private const int Buckets = 256;

    private static readonly Threshold ChainWarning = new(
        "ipvs/service-hash.chain-warning", 40, "services/bucket", "Virtual services in a bucket on average",
        "OpsShell: about 10,000 services; the first packet of every connection walks the chain, at a cache miss a service");

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "ipvs/service-hash",
        "Virtual services per bucket of the service table",
        "Divides the number of virtual services by the 256 buckets that released kernels have.",
        "net/netfilter/ipvs/ip_vs_ctl.c (IP_VS_SVC_TAB_BITS)");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsTable.Fact];

    /// <inheritdoc/>
    public override ImmutableArray<Threshold> Thresholds => [ChainWarning];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Evaluate(CheckContext context, IpvsTable table)
    {
        var chain = (double)table.Services.Length / Buckets;
        var status = chain >= context[ChainWarning] ? FindingStatus.Warning : FindingStatus.Ok;
        var title = $"{Count((ulong)table.Services.Length, "virtual service")} in {Buckets} buckets ({Number(chain)} a bucket)";
        ImmutableArray<Evidence> evidence = [Seen(IpvsTable.Source, "virtual services", (ulong)table.Services.Length)];
        yield return status == FindingStatus.Ok
            ? context.Finding(status, title, evidence)
            : context.Finding(
                status, title, evidence,
                explanation: "The service table has 256 buckets in every released kernel. The first packet of each new connection walks half a chain of services on average, so connecting gets slower with every service, on all CPUs.",
                remedy: "Have fewer virtual services on the node: NodePort services make one for every local address (kube-proxy: nodePortAddresses), unused externalIPs and services can go, clients that balance themselves can use headless services. Or leave IPVS for kube-proxy's nftables mode.");
    }
}
