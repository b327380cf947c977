using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Ipvs.Checks;

/// <summary>Whether IPVS forgets idle connections before TCP's keep-alive speaks up.</summary>
public sealed class TimeoutsCheck : IpvsCheck
{
    private static readonly Threshold Udp = new(
        "ipvs/timeouts.udp-info", 300, "s", "Idle time after which IPVS forgets a UDP client", "ip_vs_proto_udp.c: the kernel's default; longer keeps clients on removed servers for longer");

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "ipvs/timeouts",
        "Idle timeouts of IPVS against TCP keep-alive",
        "Compares the TCP timeout with net.ipv4.tcp_keepalive_time. The timeouts are ipvsadm's answer, else what kube-proxy sets, else the kernel's defaults, which the finding calls an assumption.",
        "net/netfilter/ipvs/ip_vs_proto_tcp.c (tcp_timeouts: 900 s); ipvsadm(8) --set; kubernetes issue 71514");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsTable.Fact, IpvsTimeouts.Fact, TcpSettings.Fact];

    /// <inheritdoc/>
    public override ImmutableArray<Threshold> Thresholds => [Udp];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Evaluate(CheckContext context, IpvsTable table)
    {
        var timeouts = Known(context, out var source, out var why);
        if (timeouts.Origin == IpvsTimeoutOrigin.Assumed)
        {
            yield return context.Finding(
                FindingStatus.Unknown, $"The timeouts in force are not known ({why}); what is said of them assumes {timeouts.Tcp}, {timeouts.TcpFin} and {timeouts.Udp} s",
                [Seen(source, "status", why)], "values", "No file tells them; ipvsadm asks the kernel.", "Install ipvsadm and read as root ('ipvsadm -L --timeout').");
        }
        var named = timeouts.Origin == IpvsTimeoutOrigin.Assumed ? " (assumed)" : "";
        yield return context.TryGet(TcpSettings.Fact, out var tcp, out var noTcp)
            ? KeepAlive(context, timeouts, tcp, source, named)
            : context.Unknown("TCP keep-alive", noTcp, "tcp");
        if (timeouts.Udp > context[Udp])
        {
            yield return context.Finding(
                FindingStatus.Info, $"UDP clients are remembered for {timeouts.Udp} s{named}", [Seen(source, "udp timeout", $"{timeouts.Udp} s")], "udp",
                "A client that keeps its source port (syslog, DNS forwarders) stays on its real server as long as it does not pause this long.", "kube-proxy: ipvs.udpTimeout; else 'ipvsadm --set 0 0 300'.");
        }
    }

    private static IpvsTimeouts Known(CheckContext context, out string source, out string why)
    {
        if (!context.TryGet(IpvsTimeouts.Fact, out var timeouts, out var reason))
        {
            (source, why) = (reason.Source ?? IpvsTimeouts.Source, reason.Reason);
            return IpvsTimeouts.Defaults;
        }
        source = timeouts.Origin == IpvsTimeoutOrigin.KubeProxy ? KubeProxy.Source : IpvsTimeouts.Source;
        why = timeouts.Reason;
        return timeouts;
    }

    private static Finding KeepAlive(CheckContext context, IpvsTimeouts timeouts, TcpSettings tcp, string source, string named)
    {
        ImmutableArray<Evidence> evidence =
        [
            Seen(source, $"tcp timeout{named}", $"{timeouts.Tcp} s"), Seen(TcpSettings.KeepAliveSource, "tcp_keepalive_time", $"{tcp.KeepAliveSeconds} s"),
        ];
        return tcp.KeepAliveSeconds < timeouts.Tcp
            ? context.Finding(FindingStatus.Ok, $"TCP keep-alive ({tcp.KeepAliveSeconds} s) comes before IPVS forgets a connection ({timeouts.Tcp} s{named})", evidence, "tcp")
            : context.Finding(
                FindingStatus.Info, $"IPVS forgets a connection idle for {timeouts.Tcp} s{named}; TCP keep-alive begins after {tcp.KeepAliveSeconds} s", evidence, "tcp",
                "A connection on which nothing passes for that long is dropped from the table without a word. The next packet meets a reset or nothing at all, and the program waits until its own time-out: long polls, idle pools of databases and message queues. Pods have their own tcp_keepalive_time (7200 s unless the pod sets it); this is the node's.",
                $"Let programs send keep-alives earlier (TCP_KEEPIDLE, gRPC keepalive_time, pool settings), or 'sysctl -w net.ipv4.tcp_keepalive_time=600' here and in the pods (securityContext.sysctls). Or make IPVS remember longer: kube-proxy ipvs.tcpTimeout, else 'ipvsadm --set {tcp.KeepAliveSeconds + 300} 0 0'.");
    }
}
