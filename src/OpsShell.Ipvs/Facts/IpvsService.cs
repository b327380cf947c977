using System.Collections.Immutable;

namespace OpsShell.Ipvs.Facts;

/// <summary>A virtual service with its real servers.</summary>
/// <param name="Key">What it takes.</param>
/// <param name="Scheduler">How it chooses (<c>rr</c>, <c>wrr</c>, <c>sh</c>, ...); <c>none</c> where none is bound.</param>
/// <param name="OnePacket">Whether every UDP packet is scheduled anew (<c>ops</c>). The kernel never shows it for IPv6.</param>
/// <param name="Persistence">Whether clients keep their real server; null when they do not.</param>
/// <param name="RealServers">The real servers in the kernel's order.</param>
public sealed record IpvsService(
    IpvsServiceKey Key, string Scheduler, bool OnePacket, IpvsPersistence? Persistence, ImmutableArray<IpvsRealServer> RealServers)
{
    /// <summary>Sum over the real servers.</summary>
    public long ActiveConnections => RealServers.Sum(server => server.ActiveConnections);

    /// <summary>Sum over the real servers.</summary>
    public long InactiveConnections => RealServers.Sum(server => server.InactiveConnections);
}
