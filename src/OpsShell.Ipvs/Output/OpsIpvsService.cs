using System.Collections.Immutable;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs;

/// <summary>A virtual service of a node (<c>Get-OpsIpvsService</c>). A contract: members are added, never renamed.</summary>
public sealed record OpsIpvsService
{
    /// <summary>The node.</summary>
    public required string ComputerName { get; init; }

    /// <summary>Protocol, address and port, or the firewall mark, as one text.</summary>
    public required string Service { get; init; }

    /// <summary>The protocol; FWM for a firewall mark.</summary>
    public required IpvsProtocol Protocol { get; init; }

    /// <summary>The virtual address; null with a firewall mark.</summary>
    public string? VirtualAddress { get; init; }

    /// <summary>The virtual port; null with a firewall mark.</summary>
    public int? VirtualPort { get; init; }

    /// <summary>The firewall mark; null without one.</summary>
    public uint? FirewallMark { get; init; }

    /// <summary>How real servers are chosen: <c>rr</c>, <c>wrr</c>, <c>lc</c>, <c>sh</c>, ...</summary>
    public required string Scheduler { get; init; }

    /// <summary>Whether every UDP packet is scheduled by itself. The kernel does not show it for IPv6.</summary>
    public bool OnePacket { get; init; }

    /// <summary>How many seconds a client keeps its real server; null without persistence, or where the kernel's HZ is not known (see Note).</summary>
    public double? PersistenceSeconds { get; init; }

    /// <summary>The same in jiffies, as the kernel tells it; null without persistence.</summary>
    public ulong? TimeoutJiffies { get; init; }

    /// <summary>Leading bits of the client's address that persistence goes by; null without it, or where the family is not known.</summary>
    public int? PersistenceNetmask { get; init; }

    /// <summary>Real servers in the kernel's order.</summary>
    public ImmutableArray<OpsIpvsRealServer> RealServers { get; init; } = [];

    /// <summary>How many real servers there are.</summary>
    public int RealServerCount => RealServers.Length;

    /// <summary>Real servers whose weight is more than 0: those that take new connections.</summary>
    public int Serving => RealServers.Count(server => server.Weight > 0);

    /// <summary>Connections in state ESTABLISHED.</summary>
    public required long ActiveConnections { get; init; }

    /// <summary>Connections in every other state.</summary>
    public required long InactiveConnections { get; init; }

    /// <summary>What moved between two samples; null without <c>-Rate</c>.</summary>
    public OpsIpvsRate? Rate { get; init; }

    /// <summary>What is to be known about the values; empty when there is nothing.</summary>
    public string Note { get; init; } = "";
}
