using System.Collections.Frozen;
using OpsShell.Core.Facts;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Compare;

/// <summary>
/// Which virtual services of a node are NodePorts: a port of the range for NodePorts on an address of the node. Virtual addresses
/// on kube-ipvs0 are local, too, but stand alone, without a subnet.
/// </summary>
internal sealed class NodePorts
{
    private readonly FrozenSet<IpvsAddress> _addresses;
    private readonly int _first;
    private readonly int _last;

    public NodePorts(LocalAddresses? local, int first, int last)
    {
        (_first, _last) = (first, last);
        _addresses = (local?.Addresses ?? []).Where(address => address.OnSubnet && address.InterfaceName != NodeAddresses.KubeIpvs0)
            .Select(address => IpvsAddress.From(address.Address)).ToFrozenSet();
    }

    public bool Has(IpvsServiceKey key) =>
        key.Protocol != IpvsProtocol.FWM && key.Endpoint.Port >= _first && key.Endpoint.Port <= _last && _addresses.Contains(key.Endpoint.Address);
}
