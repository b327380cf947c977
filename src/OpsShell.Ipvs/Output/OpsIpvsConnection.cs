namespace OpsShell.Ipvs;

/// <summary>A connection of a node (<c>Get-OpsIpvsConnection -Raw</c>). A contract: members are added, never renamed.</summary>
public sealed record OpsIpvsConnection
{
    /// <summary>The node.</summary>
    public required string ComputerName { get; init; }

    /// <summary>TCP, UDP, SCTP, ...; IP for the template of a firewall mark, whose virtual address is the mark.</summary>
    public required string Protocol { get; init; }

    /// <summary>Client address and port; port 0 in a template.</summary>
    public required string Client { get; init; }

    /// <summary>Virtual address and port.</summary>
    public required string Virtual { get; init; }

    /// <summary>Address and port of the real server.</summary>
    public required string Server { get; init; }

    /// <summary>The state as the kernel names it.</summary>
    public required string State { get; init; }

    /// <summary>Seconds until it is forgotten if nothing more comes.</summary>
    public required long ExpiresSeconds { get; init; }

    /// <summary>Whether it is no connection but a persistence template.</summary>
    public required bool IsTemplate { get; init; }
}
