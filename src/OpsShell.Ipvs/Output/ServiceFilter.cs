using System.Collections.Immutable;
using System.Management.Automation;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs;

/// <summary>Which services and real servers are asked for; what is empty lets everything through.</summary>
/// <param name="VirtualAddresses">Addresses of services; a firewall mark has none.</param>
/// <param name="VirtualPorts">Ports of services.</param>
/// <param name="Protocols">Protocols.</param>
/// <param name="Schedulers">Names of schedulers.</param>
/// <param name="RealServers">Addresses of real servers.</param>
internal sealed record ServiceFilter(
    ImmutableArray<AddressPattern> VirtualAddresses, ImmutableArray<int> VirtualPorts, ImmutableArray<IpvsProtocol> Protocols,
    ImmutableArray<WildcardPattern> Schedulers, ImmutableArray<AddressPattern> RealServers)
{
    /// <summary>Whether a service is asked for: all that is said of services holds, and a real server is asked for.</summary>
    public bool Matches(IpvsService service) =>
        Matches(service.Key)
        && (Schedulers.IsEmpty || Schedulers.Any(pattern => pattern.IsMatch(service.Scheduler)))
        && (RealServers.IsEmpty || service.RealServers.Any(server => MatchesServer(server.Endpoint.Address)));

    /// <summary>Whether a service's key is asked for.</summary>
    public bool Matches(IpvsServiceKey key)
    {
        var isMark = key.Protocol == IpvsProtocol.FWM;
        return (Protocols.IsEmpty || Protocols.Contains(key.Protocol))
            && (VirtualPorts.IsEmpty || (!isMark && VirtualPorts.Contains(key.Endpoint.Port)))
            && (VirtualAddresses.IsEmpty || (!isMark && VirtualAddresses.Any(pattern => pattern.Matches(key.Endpoint.Address))));
    }

    /// <summary>Whether a real server is asked for.</summary>
    public bool MatchesServer(IpvsAddress address) => RealServers.IsEmpty || RealServers.Any(pattern => pattern.Matches(address));
}
