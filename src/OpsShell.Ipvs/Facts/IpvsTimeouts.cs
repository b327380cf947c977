using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Text;

namespace OpsShell.Ipvs.Facts;

/// <summary>
/// After how many idle seconds IPVS forgets a connection. No file tells; <c>ipvsadm -L --timeout</c> does where it is installed, else
/// kube-proxy's configuration where it sets them, else the kernel's defaults are assumed.
/// </summary>
/// <param name="Tcp">Established TCP connections; default 900 (ip_vs_proto_tcp.c).</param>
/// <param name="TcpFin">TCP connections being closed; default 120.</param>
/// <param name="Udp">UDP; default 300 (ip_vs_proto_udp.c).</param>
/// <param name="Origin">Who said so.</param>
/// <param name="Reason">Why a stronger source did not; empty when ipvsadm answered.</param>
public sealed partial record IpvsTimeouts(long Tcp, long TcpFin, long Udp, IpvsTimeoutOrigin Origin, string Reason)
{
    /// <summary>Where ipvsadm's answer comes from.</summary>
    public const string Source = "`ipvsadm -L --timeout`";

    /// <summary>The kernel's defaults.</summary>
    public static readonly IpvsTimeouts Defaults = new(900, 120, 300, IpvsTimeoutOrigin.Assumed, "");

    /// <summary>The fact. Missing when the module ip_vs is not loaded.</summary>
    public static readonly Fact<IpvsTimeouts> Fact = Core.Findings.Fact.FromItems(
        "ipvs/timeouts", "Idle timeouts of IPVS, and how they are known", [ProxyProbe.Item], results => From(ProxyProbe.Read(results)));

    internal static IpvsTimeouts From(ImmutableArray<ProxyLine> lines)
    {
        if (lines.Where(line => line.Kind == 't').Select(line => (ProxyLine?)line).FirstOrDefault() is { } told)
            return ParseAnswer(told);
        var reason = lines.Where(line => line.Kind == 'u').Select(line => DisplayText.Excerpt(line.Text, 200)).FirstOrDefault() ?? "ipvsadm was not asked";
        var configuration = KubeProxy.From(lines).Configuration;
        var (tcp, fin, udp) = (Seconds(configuration?.TcpTimeout), Seconds(configuration?.TcpFinTimeout), Seconds(configuration?.UdpTimeout));
        var origin = tcp is not null && udp is not null ? IpvsTimeoutOrigin.KubeProxy : IpvsTimeoutOrigin.Assumed;
        return new IpvsTimeouts(tcp ?? Defaults.Tcp, fin ?? Defaults.TcpFin, udp ?? Defaults.Udp, origin, reason);
    }

    private static IpvsTimeouts ParseAnswer(ProxyLine line)
    {
        var match = AnswerPattern().Match(line.Text);
        return match.Success
            ? new IpvsTimeouts(Value(match, 1), Value(match, 2), Value(match, 3), IpvsTimeoutOrigin.Ipvsadm, "")
            : throw new FormatException($"line {line.Number}: expected 'Timeout (tcp tcpfin udp): 900 120 300', found {TextLine.Quote(line.Text)}");
    }

    private static long Value(Match match, int group) => long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    // 0 says that kube-proxy leaves the kernel's value.
    private static long? Seconds(TimeSpan? value) => value is { TotalSeconds: >= 1 } span ? (long)span.TotalSeconds : null;

    [GeneratedRegex(@"\ATimeout \(tcp tcpfin udp\): ([0-9]{1,10}) ([0-9]{1,10}) ([0-9]{1,10})\s*\z")]
    private static partial Regex AnswerPattern();
}
