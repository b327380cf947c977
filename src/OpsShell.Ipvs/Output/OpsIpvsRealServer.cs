using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs;

/// <summary>A real server of a virtual service of a node. A contract: members are added, never renamed.</summary>
public sealed record OpsIpvsRealServer
{
    /// <summary>The node.</summary>
    public required string ComputerName { get; init; }

    /// <summary>The virtual service, as one text.</summary>
    public required string Service { get; init; }

    /// <summary>The service's protocol; FWM for a firewall mark.</summary>
    public required IpvsProtocol Protocol { get; init; }

    /// <summary>The service's address; null with a firewall mark.</summary>
    public string? VirtualAddress { get; init; }

    /// <summary>The service's port; null with a firewall mark.</summary>
    public int? VirtualPort { get; init; }

    /// <summary>Address of the real server.</summary>
    public required string Address { get; init; }

    /// <summary>Port of the real server.</summary>
    public required int Port { get; init; }

    /// <summary>Address and port as one text.</summary>
    public required string Server { get; init; }

    /// <summary>How packets reach it.</summary>
    public required IpvsForward Forward { get; init; }

    /// <summary>Its weight; 0 takes no new connections.</summary>
    public required int Weight { get; init; }

    /// <summary>Connections in state ESTABLISHED.</summary>
    public required long ActiveConnections { get; init; }

    /// <summary>Connections in every other state.</summary>
    public required long InactiveConnections { get; init; }

    /// <summary>What moved between two samples; null without <c>-Rate</c>.</summary>
    public OpsIpvsRate? Rate { get; init; }

    /// <summary>What is to be known about the values; empty when there is nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>As the server's address.</summary>
    public override string ToString() => Server;
}
