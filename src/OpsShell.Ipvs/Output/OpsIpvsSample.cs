using System.Collections.Immutable;

namespace OpsShell.Ipvs;

/// <summary>What IPVS of a node did between two readings (<c>Watch-OpsIpvs</c>). A contract: members are added, never renamed.</summary>
public sealed record OpsIpvsSample
{
    /// <summary>The node.</summary>
    public required string ComputerName { get; init; }

    /// <summary>When the second reading came.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Seconds between the readings, by the node's clock.</summary>
    public required double Seconds { get; init; }

    /// <summary>New connections a second of all services, from the counters of the CPUs, which are live even where the estimator is off.</summary>
    public double? ConnectionsPerSecond { get; init; }

    /// <summary>Packets from clients a second.</summary>
    public double? IncomingPacketsPerSecond { get; init; }

    /// <summary>Packets to clients a second; 0 with direct routing and tunnels.</summary>
    public double? OutgoingPacketsPerSecond { get; init; }

    /// <summary>Bytes from clients a second.</summary>
    public double? IncomingBytesPerSecond { get; init; }

    /// <summary>Bytes to clients a second.</summary>
    public double? OutgoingBytesPerSecond { get; init; }

    /// <summary>Active connections of all services.</summary>
    public required long ActiveConnections { get; init; }

    /// <summary>Inactive connections of all services.</summary>
    public required long InactiveConnections { get; init; }

    /// <summary>Virtual services.</summary>
    public required int VirtualServices { get; init; }

    /// <summary>Real servers of all services.</summary>
    public required int RealServers { get; init; }

    /// <summary>Real servers of weight 0.</summary>
    public required int ZeroWeightServers { get; init; }

    /// <summary>SYN packets that the node sent again, a second; null where it does not tell.</summary>
    public double? SynRetransmitsPerSecond { get; init; }

    /// <summary>Entries that connection tracking could not insert, a second; null where it does not tell.</summary>
    public double? InsertFailedPerSecond { get; init; }

    /// <summary>Whether the estimator runs: <c>on</c>, <c>off (run_estimation=0)</c>, <c>unknown</c>.</summary>
    public required string Estimator { get; init; }

    /// <summary>Where the rates of single services come from, or why there are none.</summary>
    public required string ServiceRates { get; init; }

    /// <summary>The services, in the order that was asked for, at most as many as were asked for.</summary>
    public required ImmutableArray<IpvsServiceActivity> Services { get; init; }
}
