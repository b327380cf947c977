using System.Collections.Immutable;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs;

/// <summary>Which connections are asked for; what is empty lets everything through.</summary>
/// <param name="VirtualAddresses">Addresses of services.</param>
/// <param name="VirtualPorts">Ports of services.</param>
/// <param name="Clients">Addresses of clients.</param>
/// <param name="RealServers">Addresses of real servers.</param>
/// <param name="States">States.</param>
internal sealed record ConnectionFilter(
    ImmutableArray<AddressPattern> VirtualAddresses, ImmutableArray<int> VirtualPorts, ImmutableArray<AddressPattern> Clients,
    ImmutableArray<AddressPattern> RealServers, ImmutableArray<string> States)
{
    /// <summary>Whether a connection is asked for.</summary>
    public bool Matches(IpvsConnection connection) =>
        MatchesService(connection.Virtual) && MatchesClient(connection.Client.Address) && MatchesServer(connection.Server.Address)
        && (States.IsEmpty || States.Contains(connection.State));

    /// <summary>Whether a service is asked for.</summary>
    public bool MatchesService(IpvsEndpoint service) =>
        (VirtualPorts.IsEmpty || VirtualPorts.Contains(service.Port)) && Any(VirtualAddresses, service.Address);

    /// <summary>Whether a client is asked for.</summary>
    public bool MatchesClient(IpvsAddress address) => Any(Clients, address);

    /// <summary>Whether a real server is asked for.</summary>
    public bool MatchesServer(IpvsAddress address) => Any(RealServers, address);

    private static bool Any(ImmutableArray<AddressPattern> patterns, IpvsAddress address) =>
        patterns.IsEmpty || patterns.Any(pattern => pattern.Matches(address));
}
