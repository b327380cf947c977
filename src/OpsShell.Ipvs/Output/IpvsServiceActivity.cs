using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs;

/// <summary>What a virtual service did between two readings. A contract: members are added, never renamed.</summary>
public sealed record IpvsServiceActivity
{
    /// <summary>The service.</summary>
    public required IpvsServiceKey Service { get; init; }

    /// <summary>The same as text.</summary>
    public string Name => Service.ToString();

    /// <summary>New connections a second; null where the node does not tell by service.</summary>
    public double? ConnectionsPerSecond { get; init; }

    /// <summary>Bytes from clients a second; null where the node does not tell by service.</summary>
    public double? IncomingBytesPerSecond { get; init; }

    /// <summary>Active connections now.</summary>
    public required long ActiveConnections { get; init; }

    /// <summary>Inactive connections now.</summary>
    public required long InactiveConnections { get; init; }

    /// <summary>By how much active and inactive connections together changed; all of them for a service that was not there before.</summary>
    public required long Change { get; init; }

    /// <summary>Real servers.</summary>
    public required int RealServers { get; init; }

    /// <summary>Real servers of weight 0, which take no new connections.</summary>
    public required int ZeroWeightServers { get; init; }
}
