namespace OpsShell.Ipvs;

/// <summary>A client's connections to one service (<c>Get-OpsIpvsConnection -Client</c>). A contract: members are added, never renamed.</summary>
public sealed record OpsIpvsClient
{
    /// <summary>The node.</summary>
    public required string ComputerName { get; init; }

    /// <summary>Address of the client, as IPVS sees it.</summary>
    public required string Client { get; init; }

    /// <summary>Protocol, virtual address and port.</summary>
    public required string Service { get; init; }

    /// <summary>Its connections to that service.</summary>
    public required long Connections { get; init; }

    /// <summary>Those in TIME_WAIT: ports that a new connection may meet again within two minutes.</summary>
    public required long TimeWait { get; init; }

    /// <summary>Ports that a client chooses from: this node's range, as the client's own is not known here; null where it was not read.</summary>
    public int? PortRange { get; init; }

    /// <summary>TimeWait in percent of PortRange: about how likely the next connection of this client meets an old one.</summary>
    public double? ReusePercent => PortRange is > 0 and var range ? 100.0 * TimeWait / range : null;
}
