namespace OpsShell.Ipvs.Facts;

/// <summary>
/// The five counters that IPVS keeps. Before kernel 4.0 connections and packets had 32 bits and wrapped.
/// </summary>
/// <param name="Connections">Connections scheduled.</param>
/// <param name="IncomingPackets">Packets from clients.</param>
/// <param name="OutgoingPackets">Packets to clients; 0 with direct routing and tunnels, whose replies do not pass here.</param>
/// <param name="IncomingBytes">Bytes from clients.</param>
/// <param name="OutgoingBytes">Bytes to clients.</param>
public readonly record struct IpvsCounters(
    ulong Connections, ulong IncomingPackets, ulong OutgoingPackets, ulong IncomingBytes, ulong OutgoingBytes)
{
    /// <summary>Adds them up; a sum past 64 bits wraps, as the kernel's own does.</summary>
    public static IpvsCounters operator +(IpvsCounters left, IpvsCounters right) => new(
        left.Connections + right.Connections, left.IncomingPackets + right.IncomingPackets, left.OutgoingPackets + right.OutgoingPackets,
        left.IncomingBytes + right.IncomingBytes, left.OutgoingBytes + right.OutgoingBytes);

    /// <summary>The same as <c>+</c>.</summary>
    public static IpvsCounters Add(IpvsCounters left, IpvsCounters right) => left + right;
}
