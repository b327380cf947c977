using System.Collections.Immutable;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Kubernetes;

/// <summary>What kube-proxy wants to know of a Service (core/v1).</summary>
internal sealed record KubeService(string Namespace, string Name)
{
    /// <summary>The label by which a service is left to another proxy (newServiceLabel in pkg/proxy/apis/well_known_labels.go).</summary>
    public const string ProxyNameLabel = "service.kubernetes.io/service-proxy-name";

    /// <summary>Empty for a headless service.</summary>
    public ImmutableArray<IpvsAddress> ClusterIPs { get; init; } = [];

    public ImmutableArray<IpvsAddress> ExternalIPs { get; init; } = [];

    /// <summary>Addresses of the load balancer, without those whose ipMode is Proxy, which nodes do not take (IsVIPMode in pkg/proxy/util; since Kubernetes 1.29 or 1.30).</summary>
    public ImmutableArray<IpvsAddress> LoadBalancerIPs { get; init; } = [];

    public ImmutableArray<KubeServicePort> Ports { get; init; } = [];

    /// <summary>Seconds that a client keeps its endpoint (sessionAffinity ClientIP); null without.</summary>
    public int? AffinitySeconds { get; init; }

    /// <summary>Whether traffic to its cluster addresses stays on the node.</summary>
    public bool InternalPolicyLocal { get; init; }

    /// <summary>Whether traffic to its external addresses and NodePorts stays on the node; it means nothing where there are none.</summary>
    public bool ExternalPolicyLocal { get; init; }

    public bool IsExternalName { get; init; }

    /// <summary>Whether another proxy than kube-proxy has it.</summary>
    public bool IsForeign { get; init; }

    /// <summary>Whether it has anything in IPVS.</summary>
    public bool IsProxied => !IsForeign && !IsExternalName && ClusterIPs.Length > 0;
}

/// <summary>A port of a Service.</summary>
internal readonly record struct KubeServicePort(string Name, IpvsProtocol Protocol, ushort Port, ushort NodePort);
