using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Kubernetes;

/// <summary>
/// What kube-proxy in IPVS mode makes of a cluster's Services and EndpointSlices (syncProxyRules in pkg/proxy/ipvs/proxier.go): the
/// virtual services of every node, the NodePorts apart, because they stand on the nodes' own addresses. Pure; made once for all nodes.
/// </summary>
internal sealed class Expectation
{
    private readonly Dictionary<IpvsServiceKey, ExpectedService> _services = [];
    private readonly Dictionary<(IpvsProtocol Protocol, bool IsIPv6, ushort Port), ExpectedService> _nodePorts = [];
    private readonly HashSet<IpvsAddress> _virtualAddresses = [];
    private readonly HashSet<string> _nodeNames = new(StringComparer.Ordinal);
    private readonly ILookup<(string, string), KubeEndpointSlice> _slices;

    public Expectation(KubeCluster cluster)
    {
        _slices = cluster.Slices.ToLookup(slice => (slice.Namespace, slice.ServiceName));
        _nodeNames.UnionWith(cluster.Slices.SelectMany(slice => slice.Endpoints).Select(endpoint => endpoint.NodeName).OfType<string>());
        foreach (var service in cluster.Services.Where(service => service.IsProxied))
        {
            foreach (var port in service.Ports)
                Add(service, port);
        }
    }

    /// <summary>Those on virtual addresses.</summary>
    public IReadOnlyDictionary<IpvsServiceKey, ExpectedService> Services => _services;

    /// <summary>Those on addresses of the nodes.</summary>
    public IReadOnlyDictionary<(IpvsProtocol Protocol, bool IsIPv6, ushort Port), ExpectedService> NodePorts => _nodePorts;

    /// <summary>Whether an address belongs to a Service.</summary>
    public bool IsVirtual(IpvsAddress address) => _virtualAddresses.Contains(address);

    /// <summary>
    /// A node's name in Kubernetes, among the names that endpoints have: its host name, or one with the same first label
    /// (<c>node7</c> and <c>node7.example.org</c>) when there is just one such; null when there is none.
    /// </summary>
    public string? NodeName(string? hostName)
    {
        if (hostName is null)
            return null;
        // kubelet registers the host name in lower case (GetHostname in k8s.io/component-helpers/node/util), and kube-proxy takes that for its own.
        var name = hostName.ToLowerInvariant();
        if (_nodeNames.Contains(name))
            return name;
        var alike = _nodeNames.Where(one => FirstLabel(one) == FirstLabel(name)).Take(2).ToList();
        return alike is [var single] && (single.Length == FirstLabel(single).Length || name.Length == FirstLabel(name).Length) ? single : null;
    }

    private void Add(KubeService service, KubeServicePort port)
    {
        var name = port.Name.Length > 0 ? $"{service.Namespace}/{service.Name}:{port.Name}" : $"{service.Namespace}/{service.Name}";
        foreach (var family in service.ClusterIPs.GroupBy(address => address.IsIPv6))
        {
            var endpoints = Endpoints(service, port, family.Key);
            var external = service.ExternalIPs.Concat(service.LoadBalancerIPs).Where(address => address.IsIPv6 == family.Key).ToList();
            // UsesClusterEndpoints and ExternallyAccessible (pkg/proxy/serviceport.go), which look at one port and one family.
            var usesCluster = !service.InternalPolicyLocal || port.NodePort > 0 || external.Count > 0;
            ExpectedService Expected(bool local) => new(name, service.AffinitySeconds, ExpectedServers.Of(endpoints, local, usesCluster));

            var within = Expected(service.InternalPolicyLocal);
            var outside = service.ExternalPolicyLocal == service.InternalPolicyLocal ? within : Expected(service.ExternalPolicyLocal);
            foreach (var address in family)
                Add(port, address, within);
            foreach (var address in external)
                Add(port, address, outside);
            if (port.NodePort > 0)
                _nodePorts.TryAdd((port.Protocol, family.Key, port.NodePort), outside);
        }
    }

    // Two services may claim one external address; the API lets them, and the first one counts.
    private void Add(KubeServicePort port, IpvsAddress address, ExpectedService expected)
    {
        _virtualAddresses.Add(address);
        _services.TryAdd(new IpvsServiceKey(port.Protocol, new IpvsEndpoint(address, port.Port)), expected);
    }

    private List<(IpvsEndpoint, KubeEndpoint)> Endpoints(KubeService service, KubeServicePort port, bool isIPv6) =>
    [
        .. from slice in _slices[(service.Namespace, service.Name)]
           from target in slice.Ports
           where target.Name == port.Name && target.Protocol == port.Protocol
           from endpoint in slice.Endpoints
           where endpoint.Address.IsIPv6 == isIPv6
           select (new IpvsEndpoint(endpoint.Address, target.Port), endpoint),
    ];

    private static string FirstLabel(string name) => name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? name[..dot] : name;
}
