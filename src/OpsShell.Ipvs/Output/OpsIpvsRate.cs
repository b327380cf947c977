using OpsShell.Core.Facts;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs;

/// <summary>
/// What moved between two samples of a service or real server. A contract: members are added, never renamed. What the source does
/// not have, or what cannot be trusted, is null.
/// </summary>
public sealed record OpsIpvsRate
{
    /// <summary>Seconds between the samples.</summary>
    public required double Seconds { get; init; }

    /// <summary>Where the numbers come from: ipvsadm (by netlink), or /proc/net/ip_vs.</summary>
    public required string Source { get; init; }

    /// <summary>New connections a second.</summary>
    public double? ConnectionsPerSecond { get; init; }

    /// <summary>Packets from clients a second.</summary>
    public double? IncomingPacketsPerSecond { get; init; }

    /// <summary>Packets to clients a second; 0 with direct routing and tunnels.</summary>
    public double? OutgoingPacketsPerSecond { get; init; }

    /// <summary>Bytes from clients a second.</summary>
    public double? IncomingBytesPerSecond { get; init; }

    /// <summary>Bytes to clients a second.</summary>
    public double? OutgoingBytesPerSecond { get; init; }

    /// <summary>By how much the active connections changed; null for a server that was not there before.</summary>
    public long? ActiveChange { get; init; }

    /// <summary>By how much the inactive connections changed.</summary>
    public long? InactiveChange { get; init; }

    /// <summary>With the difference of two counters; a counter that went backwards gives null.</summary>
    internal OpsIpvsRate With(IpvsCounters first, IpvsCounters second, double seconds)
    {
        double? PerSecond(ulong from, ulong to) => Samples.Delta(from, to) / seconds;
        return this with
        {
            Seconds = seconds,
            Source = IpvsadmSamples.Source,
            ConnectionsPerSecond = PerSecond(first.Connections, second.Connections),
            IncomingPacketsPerSecond = PerSecond(first.IncomingPackets, second.IncomingPackets),
            OutgoingPacketsPerSecond = PerSecond(first.OutgoingPackets, second.OutgoingPackets),
            IncomingBytesPerSecond = PerSecond(first.IncomingBytes, second.IncomingBytes),
            OutgoingBytesPerSecond = PerSecond(first.OutgoingBytes, second.OutgoingBytes),
        };
    }
}
