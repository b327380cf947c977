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

    /// <summary>Addresses of the load balancer, without those whose ipMode is Proxy, which nodes do not take.</summary>
    public ImmutableArray<IpvsAddress> LoadBalancerIPs { get; init; } = [];

    public ImmutableArray<KubeServicePort> Ports { get; init; } = [];

    /// <summary>Seconds that a client keeps its endpoint (sessionAffinity ClientIP); null without.</summary>
    public int? AffinitySeconds { get; init; }

    public bool InternalPolicyLocal { get; init; }

    public bool ExternalPolicyLocal { get; init; }

    public bool IsExternalName { get; init; }

    /// <summary>Whether another proxy than kube-proxy has it.</summary>
    public bool IsForeign { get; init; }

    /// <summary>Whether it takes traffic from outside the cluster (ExternallyAccessible in pkg/proxy/serviceport.go).</summary>
    public bool IsExternallyAccessible => ExternalIPs.Length > 0 || LoadBalancerIPs.Length > 0 || Ports.Any(port => port.NodePort > 0);

    /// <summary>Whether it has anything in IPVS.</summary>
    public bool IsProxied => !IsForeign && !IsExternalName && ClusterIPs.Length > 0;
}

/// <summary>A port of a Service.</summary>
internal readonly record struct KubeServicePort(string Name, IpvsProtocol Protocol, ushort Port, ushort NodePort);
