using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Compare;

/// <summary>A virtual service as it is compared: addresses of the node itself differ by nature, so they have one name on all nodes.</summary>
/// <param name="Key">The key; with <paramref name="OnNode"/> its address only tells the family.</param>
/// <param name="OnNode">Whether it stands on an address of the node: a NodePort.</param>
internal readonly record struct ServiceName(IpvsServiceKey Key, bool OnNode) : IComparable<ServiceName>
{
    public static ServiceName NodePort(IpvsProtocol protocol, bool isIPv6, ushort port) =>
        new(new IpvsServiceKey(protocol, new IpvsEndpoint(isIPv6 ? IpvsAddress.FromIPv6(0) : IpvsAddress.FromIPv4(0), port)), OnNode: true);

    public int CompareTo(ServiceName other) => OnNode == other.OnNode ? Key.CompareTo(other.Key) : OnNode ? 1 : -1;

    public override string ToString() => !OnNode ? Key.ToString()
        : Key.Endpoint.Address.IsIPv6 ? $"{Key.Protocol} [<node>]:{Key.Endpoint.Port}"
        : $"{Key.Protocol} <node>:{Key.Endpoint.Port}";
}
