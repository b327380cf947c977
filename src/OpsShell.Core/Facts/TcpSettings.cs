using System.Globalization;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Core.Facts;

/// <summary>
/// Settings of TCP in the reader's network namespace (Documentation/networking/ip-sysctl.rst). A pod has its own, which
/// begin with the kernel's defaults whatever the node's are.
/// </summary>
/// <param name="FirstPort">First port that the kernel gives to connections going out.</param>
/// <param name="LastPort">The last; not less than the first.</param>
/// <param name="KeepAliveSeconds">Idle seconds until the first probe on connections that ask for keep-alive (tcp_keepalive_time).</param>
/// <param name="TimeWaitReuse">tcp_tw_reuse: 0 off, 1 on, 2 for loopback alone; null when not told.</param>
public sealed record TcpSettings(int FirstPort, int LastPort, long KeepAliveSeconds, long? TimeWaitReuse)
{
    /// <summary>Where the range of ports is read.</summary>
    public const string PortRangeSource = "/proc/sys/net/ipv4/ip_local_port_range";

    /// <summary>Where the keep-alive time is read.</summary>
    public const string KeepAliveSource = "/proc/sys/net/ipv4/tcp_keepalive_time";

    private static readonly ProbeItem PortRange = ProbeItem.File(PortRangeSource);
    private static readonly ProbeItem KeepAlive = ProbeItem.File(KeepAliveSource);
    private static readonly ProbeItem Reuse = ProbeItem.File("/proc/sys/net/ipv4/tcp_tw_reuse");

    /// <summary>The fact.</summary>
    public static readonly Fact<TcpSettings> Fact = Findings.Fact.FromItems(
        "node/tcp-settings", "Local port range, keep-alive time and TIME_WAIT reuse of TCP", [PortRange, KeepAlive, Reuse], Read);

    /// <summary>Ports that one client address has for connections to one server address and port.</summary>
    public int Ports => LastPort - FirstPort + 1;

    /// <summary>Reads the text of ip_local_port_range.</summary>
    /// <exception cref="FormatException">It is not two ports in order.</exception>
    public static (int First, int Last) ParsePortRange(string text)
    {
        var line = TextLine.Sole(text);
        var fields = line.Fields(2);
        var (first, last) = (line.UnsignedNumber(fields[0], "the first port"), line.UnsignedNumber(fields[1], "the last port"));
        return first >= 1 && first <= last && last <= ushort.MaxValue
            ? ((int)first, (int)last)
            : throw line.Error(string.Create(CultureInfo.InvariantCulture, $"expected two ports in order, found {first} and {last}"));
    }

    private static TcpSettings Read(ProbeResults results)
    {
        var (first, last) = ParsePortRange(results.Text(PortRange));
        return new TcpSettings(
            first, last, Number(results.Text(KeepAlive), "tcp_keepalive_time"),
            results.Find(Reuse).Status == ProbeStatus.Ok ? Number(results.Text(Reuse), "tcp_tw_reuse") : null);
    }

    private static long Number(string text, string name)
    {
        var line = TextLine.Sole(text);
        return line.SignedNumber(line.Fields(1)[0], name);
    }
}
