using OpsShell.Core.Facts;
using OpsShell.Ipvs.Compare;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Kubernetes;

/// <summary>What the written fields mean, defaults included, as kube-proxy reads them (pkg/proxy/serviceport.go, endpointslicecache.go). Pure.</summary>
internal static class KubeRules
{
    /// <exception cref="FormatException">A field has an impossible value; the message names it.</exception>
    public static KubeService Service(KubeServiceText text)
    {
        var written = text.ClusterIPs.Length > 0 ? text.ClusterIPs : text.ClusterIP is { } single ? [single] : [];
        return new KubeService(text.Namespace, text.Name)
        {
            ClusterIPs = [.. written.Where(address => address is not ("None" or "")).Select(address => Address(address, "clusterIPs"))],
            ExternalIPs = [.. text.ExternalIPs.Select(address => Address(address, "externalIPs"))],
            LoadBalancerIPs = [.. text.Ingress.Where(ingress => ingress.IP is { Length: > 0 } && ingress.Mode != "Proxy").Select(ingress => Address(ingress.IP!, "ingress.ip"))],
            Ports = [.. text.Ports.Select(port => new KubeServicePort(port.Name ?? "", Protocol(port.Protocol), Port(port.Port, "port"), Port(port.NodePort ?? 0, "nodePort")))],
            AffinitySeconds = text.SessionAffinity == "ClientIP" ? text.AffinitySeconds ?? KernelTicks.DefaultSeconds : null,
            InternalPolicyLocal = text.InternalTrafficPolicy == "Local",
            ExternalPolicyLocal = text.ExternalTrafficPolicy == "Local",
            IsExternalName = text.Type == "ExternalName",
            IsForeign = text.IsForeign,
        };
    }

    /// <summary>The slice, or null for one of no service or of names instead of addresses.</summary>
    /// <exception cref="FormatException">A field has an impossible value; the message names it.</exception>
    public static KubeEndpointSlice? Slice(
        string scope, string? serviceName, string? addressType, IEnumerable<KubePortText> ports, IEnumerable<KubeEndpointText> endpoints)
    {
        if (serviceName is null || addressType is not ("IPv4" or "IPv6"))
            return null;
        return new KubeEndpointSlice(
            scope, serviceName,
            // A port without a number stands for all ports, which kube-proxy leaves out.
            [.. ports.Where(port => port.Port is > 0).Select(port => new KubeEndpointPort(port.Name ?? "", Protocol(port.Protocol), Port(port.Port, "port")))],
            [.. endpoints.Where(endpoint => endpoint.Address is not null).Select(Endpoint).Where(endpoint => endpoint.Address.IsIPv6 == (addressType == "IPv6"))]);
    }

    private static KubeEndpoint Endpoint(KubeEndpointText text) => new(
        Address(text.Address!, "addresses"), text.Ready ?? true, text.Serving ?? true, text.Terminating ?? false, text.NodeName, text.Hinted);

    private static IpvsAddress Address(string text, string field) =>
        IpvsAddress.TryParse(text, out var address) ? address : throw new FormatException($"{field} has {TextLine.Quote(text)}, expected an IP address");

    private static ushort Port(int? port, string field) =>
        port is >= 0 and <= ushort.MaxValue ? (ushort)port : throw new FormatException($"{field} is {port?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "missing"}, expected 0 to 65535");

    private static IpvsProtocol Protocol(string? protocol) => protocol switch
    {
        null or "TCP" => IpvsProtocol.TCP,
        "UDP" => IpvsProtocol.UDP,
        "SCTP" => IpvsProtocol.SCTP,
        _ => throw new FormatException($"protocol is {TextLine.Quote(protocol)}, expected TCP, UDP or SCTP"),
    };
}
