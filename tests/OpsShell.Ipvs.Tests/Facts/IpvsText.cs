using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Tests.Facts;

/// <summary>Writes tables and connections as the kernel does, to read them again.</summary>
internal static class IpvsText
{
    /// <summary>The first three lines of /proc/net/ip_vs.</summary>
    public static string Head(string version, long size) => string.Create(CultureInfo.InvariantCulture,
        $"IP Virtual Server version {version} (size={size})\nProt LocalAddress:Port Scheduler Flags\n  -> RemoteAddress:Port Forward Weight ActiveConn InActConn\n");

    /// <summary>The same, of a usual kernel.</summary>
    public static string Heading { get; } = Head("1.2.1", 4096);

    /// <summary>A whole table.</summary>
    public static string Write(IpvsTable table)
    {
        var text = new StringBuilder(Head(table.Version, table.ConnectionTableSize));
        foreach (var service in table.Services)
        {
            var isIPv6 = service.Key.Endpoint.Address.IsIPv6;
            text.Append(Name(service.Key.Protocol)).Append("  ").Append(service.Key.Protocol == IpvsProtocol.FWM ? $"{service.Key.FirewallMark:X8}" : Endpoint(service.Key.Endpoint));
            text.Append(' ').Append(service.Scheduler).Append(isIPv6 && !service.OnePacket ? "" : service.OnePacket ? " ops" : " ");
            if (service.Persistence is { } persistence)
                text.Append(CultureInfo.InvariantCulture, $" persistent {persistence.TimeoutJiffies} {Mask(service, persistence.NetmaskBits):X8}");
            text.Append('\n');
            foreach (var server in service.RealServers)
                text.Append(CultureInfo.InvariantCulture, $"  -> {Endpoint(server.Endpoint)}      {server.Forward,-7} {server.Weight,-6} {server.ActiveConnections,-10} {server.InactiveConnections,-10}\n");
        }
        return text.ToString();
    }

    private static string Name(IpvsProtocol protocol) => protocol switch
    {
        IpvsProtocol.AH => "IP_51",
        IpvsProtocol.ESP => "IP_50",
        _ => protocol.ToString(),
    };

    /// <summary>A connection as a line of /proc/net/ip_vs_conn.</summary>
    public static string Write(IpvsConnection connection)
    {
        static string Part(IpvsEndpoint endpoint) => $"{Address(endpoint.Address)} {endpoint.Port:X4}";
        return string.Create(CultureInfo.InvariantCulture,
            $"{connection.Protocol,-3} {Part(connection.Client)} {Part(connection.Virtual)} {Part(connection.Server)} {connection.State,-11} {connection.ExpiresSeconds,7}\n");
    }

    /// <summary>An address with a port as in /proc/net/ip_vs.</summary>
    public static string Endpoint(IpvsEndpoint endpoint) =>
        endpoint.Address.IsIPv6 ? $"[{Address(endpoint.Address)}]:{endpoint.Port:X4}" : $"{Address(endpoint.Address)}:{endpoint.Port:X4}";

    private static string Address(IpvsAddress address)
    {
        var bytes = address.ToIPAddress().GetAddressBytes();
        var hex = Convert.ToHexString(bytes);
        return address.IsIPv6 ? string.Join(':', hex.ToLowerInvariant().Chunk(4).Select(group => new string(group))) : hex;
    }

    private static uint Mask(IpvsService service, int? bits)
    {
        // A mark whose family is not known prints a length as it is, which the other family never has.
        var known = service.Key.Protocol != IpvsProtocol.FWM
            ? (bool?)service.Key.Endpoint.Address.IsIPv6
            : service.RealServers.Where(server => server.Forward != IpvsForward.Tunnel).Select(server => (bool?)server.Endpoint.Address.IsIPv6).FirstOrDefault();
        return (bits, known) switch
        {
            (null, _) => 0x80000000,
            ({ } length, true) => BinaryPrimitives.ReverseEndianness((uint)length),
            ({ } length, null) => (uint)length,
            (0, false) => 0,
            ({ } length, false) => uint.MaxValue << (32 - length),
        };
    }
}
