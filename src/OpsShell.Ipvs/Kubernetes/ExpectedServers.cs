using System.Collections.Frozen;
using System.Collections.Immutable;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Kubernetes;

/// <summary>Which real servers kube-proxy gives a virtual service (CategorizeEndpoints in pkg/proxy/topology.go, syncEndpoint in pkg/proxy/ipvs/proxier.go).</summary>
/// <param name="Cluster">Those for a node with traffic policy Cluster, in order.</param>
/// <param name="Hinted">Whether nodes may leave some out, because every endpoint is meant for some zones or nodes.</param>
/// <param name="ByNode">With traffic policy Local, those of each node that has any; null with Cluster.</param>
/// <param name="WithoutLocal">With traffic policy Local, those of a node that has none itself.</param>
internal sealed record ExpectedServers(
    ImmutableArray<IpvsEndpoint> Cluster, bool Hinted, FrozenDictionary<string, ImmutableArray<IpvsEndpoint>>? ByNode, ImmutableArray<IpvsEndpoint> WithoutLocal)
{
    private const string HintReason = "topology hints: this node may leave endpoints of other zones or nodes out";
    private const string NodeReason = "traffic policy Local, and the node's name in Kubernetes is not known: no endpoint is on a node with its host name";

    /// <summary>The servers of one node.</summary>
    /// <param name="nodeName">Its name in Kubernetes; null when not known.</param>
    /// <returns>The servers in order, and why some of them may be missing or others be there; empty when that would be wrong.</returns>
    public (ImmutableArray<IpvsEndpoint> Servers, string Doubt) For(string? nodeName)
    {
        if (ByNode is null)
            return (Cluster, Hinted ? HintReason : "");
        if (nodeName is not null)
            return ByNode.TryGetValue(nodeName, out var own) ? (own, "") : (WithoutLocal, Hinted ? HintReason : "");
        return (WithoutLocal, NodeReason);
    }

    /// <summary>Makes the choice from all endpoints of a service's port.</summary>
    /// <param name="endpoints">The endpoints of one address family.</param>
    /// <param name="local">Whether only those of the node itself are taken.</param>
    /// <param name="usesCluster">
    /// Whether the service's port takes endpoints of the whole cluster at all (UsesClusterEndpoints). If so, a node without own ones
    /// takes those with policy Local, too (syncEndpoint; Kubernetes pull request 97081).
    /// </param>
    public static ExpectedServers Of(IReadOnlyCollection<(IpvsEndpoint Endpoint, KubeEndpoint State)> endpoints, bool local, bool usesCluster)
    {
        var cluster = Usable(endpoints);
        var ready = endpoints.Where(endpoint => endpoint.State.Ready).ToList();
        var hinted = ready.Count > 0 && ready.TrueForAll(endpoint => endpoint.State.Hinted);
        var byNode = !local ? null : endpoints.Where(endpoint => endpoint.State.NodeName is not null)
            .GroupBy(endpoint => endpoint.State.NodeName!, StringComparer.Ordinal)
            .Select(group => (Node: group.Key, Servers: Usable([.. group]))).Where(node => node.Servers.Length > 0)
            .ToFrozenDictionary(node => node.Node, node => node.Servers, StringComparer.Ordinal);
        return new ExpectedServers(cluster, hinted, byNode, usesCluster ? cluster : []);
    }

    // While all endpoints end, those that still serve are better than none.
    private static ImmutableArray<IpvsEndpoint> Usable(IReadOnlyCollection<(IpvsEndpoint Endpoint, KubeEndpoint State)> endpoints)
    {
        var ready = endpoints.Where(endpoint => endpoint.State.Ready).ToList();
        var usable = ready.Count > 0 ? ready : endpoints.Where(endpoint => endpoint.State is { Serving: true, Terminating: true }).ToList();
        return [.. usable.Select(endpoint => endpoint.Endpoint).Distinct().Order()];
    }
}
