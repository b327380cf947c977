namespace OpsShell.Ipvs.Facts;

/// <summary>A real server of a virtual service, as /proc/net/ip_vs shows it.</summary>
/// <param name="Endpoint">Address and port.</param>
/// <param name="Forward">How packets reach it.</param>
/// <param name="Weight">Its weight; 0 takes no new connections.</param>
/// <param name="ActiveConnections">Connections in state ESTABLISHED (for UDP: none).</param>
/// <param name="InactiveConnections">Connections in every other state; for UDP all.</param>
public readonly record struct IpvsRealServer(
    IpvsEndpoint Endpoint, IpvsForward Forward, int Weight, long ActiveConnections, long InactiveConnections)
{
    /// <summary>All connections.</summary>
    public long Connections => ActiveConnections + InactiveConnections;
}
