using System.Collections.Immutable;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Kubernetes;

/// <summary>What kube-proxy wants to know of an EndpointSlice (discovery.k8s.io/v1).</summary>
internal sealed record KubeEndpointSlice(
    string Namespace, string ServiceName, ImmutableArray<KubeEndpointPort> Ports, ImmutableArray<KubeEndpoint> Endpoints)
{
    /// <summary>The label that names the service.</summary>
    public const string ServiceNameLabel = "kubernetes.io/service-name";
}

/// <summary>A port of all endpoints of a slice.</summary>
internal readonly record struct KubeEndpointPort(string Name, IpvsProtocol Protocol, ushort Port);

/// <summary>An endpoint. Conditions that are not said count as pkg/proxy/endpointslicecache.go has them: ready and serving, not terminating.</summary>
/// <param name="Address">Its first address; kube-proxy takes no other.</param>
/// <param name="Ready">Whether it takes new connections.</param>
/// <param name="Serving">As ready, also while it ends.</param>
/// <param name="Terminating">Whether it ends.</param>
/// <param name="NodeName">The node that it is on; null when not said.</param>
/// <param name="Hinted">Whether it is meant for some zones or nodes only (topology-aware routing).</param>
internal readonly record struct KubeEndpoint(IpvsAddress Address, bool Ready, bool Serving, bool Terminating, string? NodeName, bool Hinted);
