using System.Collections.Immutable;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Ipvs.Checks;

/// <summary>Virtual services that have nobody to give a connection to.</summary>
public sealed class NoRealServerCheck : IpvsCheck
{
    private static readonly Threshold Share = new(
        "ipvs/no-real-server.share-warning", 50, "%", "Virtual services without any real server, of all",
        "OpsShell: single services without pods are normal; when half have none, whoever writes the rules has lost its source");

    private static readonly Threshold Fewest = new(
        "ipvs/no-real-server.min-services", 4, "", "Virtual services on the node below which the share is not judged", "OpsShell: 1 of 2 is 50 % and means nothing");

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "ipvs/no-real-server",
        "Virtual services without a real server that takes connections",
        "Counts services that have no real server, and services whose real servers all have weight 0.",
        "net/netfilter/ipvs/ip_vs_core.c (ip_vs_schedule: no destination available)");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsTable.Fact];

    /// <inheritdoc/>
    public override ImmutableArray<Threshold> Thresholds => [Share, Fewest];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Evaluate(CheckContext context, IpvsTable table)
    {
        IpvsServiceKey[] empty = [.. table.Services.Where(service => service.RealServers.IsEmpty).Select(service => service.Key)];
        IpvsServiceKey[] drained = [.. table.Services.Where(service => !service.RealServers.IsEmpty && service.RealServers.All(server => server.Weight == 0)).Select(service => service.Key)];
        if (empty.Length == 0 && drained.Length == 0)
        {
            yield return table.Services.IsEmpty
                ? context.Finding(FindingStatus.Info, "There is no virtual service", [Seen(IpvsTable.Source, "virtual services", 0)])
                : context.Finding(
                    FindingStatus.Ok, $"Each of {Count((ulong)table.Services.Length, "virtual service")} has a real server with weight", [Seen(IpvsTable.Source, "virtual services", (ulong)table.Services.Length)]);
        }
        if (drained.Length > 0)
        {
            yield return context.Finding(
                FindingStatus.Warning, $"{Count((ulong)drained.Length, "virtual service")} with real servers of weight 0 alone: {ServiceFindings.Names(drained)}",
                [Seen(IpvsTable.Source, "virtual services whose real servers all have weight 0", (ulong)drained.Length)], "all-drained",
                "New connections to them are refused (ICMP port unreachable) or time out; old ones go on. Normal for the seconds in which the last pod is replaced; after that all pods of the service are terminating, or a weight stayed 0 when kube-proxy restarted (kubernetes issue 92019).",
                "'kubectl get endpointslices -A' shows whether ready endpoints exist. If they do, restart kube-proxy on this node; Compare-OpsIpvs names every such difference.");
        }
        if (empty.Length > 0)
        {
            var share = 100.0 * empty.Length / table.Services.Length;
            var many = share >= context[Share] && table.Services.Length >= context[Fewest];
            yield return context.Finding(
                many ? FindingStatus.Warning : FindingStatus.Info,
                $"{Count((ulong)empty.Length, "virtual service")} without real server ({Percent(share)}): {ServiceFindings.Names(empty)}",
                [Seen(IpvsTable.Source, "virtual services without real server", (ulong)empty.Length), Seen(IpvsTable.Source, "virtual services", (ulong)table.Services.Length)],
                "no-server",
                "New connections to them are refused or time out. Right for services without ready pods, and for node ports and load balancers with externalTrafficPolicy Local on a node without a pod of theirs; otherwise the rules are behind the cluster.",
                "Compare with the cluster: 'kubectl get endpointslices -A', or Compare-OpsIpvs. 'kubectl logs' of kube-proxy tells whether it reaches the API server.");
        }
    }
}
