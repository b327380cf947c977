using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Ipvs.Checks;

/// <summary>How near clients may be to using ports that IPVS still remembers.</summary>
public sealed class PortReusePressureCheck : IpvsCheck
{
    private static readonly Threshold Inactive = new(
        "ipvs/port-reuse-pressure.inactive-warning", 80, "%", "Inactive connections of one TCP service, of the local ports of one client address",
        "OpsShell: each takes one port of its client for 120 s (TIME_WAIT and FIN_WAIT of ip_vs_proto_tcp.c)");

    private static readonly Threshold Retransmits = new(
        "ipvs/port-reuse-pressure.syn-retransmit-warning", 1, "%", "SYNs sent again, of connections opened by the node itself",
        "OpsShell: within a data centre it is near 0; a dropped SYN of a reused port shows nowhere else");

    private static readonly Threshold FewestOpens = new(
        "ipvs/port-reuse-pressure.min-opens", 20, "", "Connections opened in the sample below which SYNs sent again are not judged", "OpsShell: 1 of 2 is 50 % and means nothing");

    private static readonly Threshold FewestRetransmits = new(
        "ipvs/port-reuse-pressure.min-syn-retransmits", 3, "", "SYNs sent again in the sample below which they are not judged", "OpsShell: one lost packet is no pattern");

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "ipvs/port-reuse-pressure",
        "Clients that may run out of ports that IPVS has forgotten",
        "Compares the inactive connections of each TCP service with the local port range, and the SYNs that the node itself sends again with the connections that it opens. The table does not tell clients apart, so one busy client and many quiet ones look the same.",
        "net/netfilter/ipvs/ip_vs_proto_tcp.c (timeouts); kubernetes issue 70747");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs =>
        [IpvsTable.Fact, IpvsSysctls.Fact, NodeIdentity.Fact, TcpSettings.Fact, SocketStatistics.Fact, ProtocolCounters.Snmp, ProtocolCounters.Netstat];

    /// <inheritdoc/>
    public override ImmutableArray<Threshold> Thresholds => [Inactive, Retransmits, FewestOpens, FewestRetransmits];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Evaluate(CheckContext context, IpvsTable table)
    {
        if (context.TryGet(TcpSettings.Fact, out var settings, out var noSettings))
        {
            foreach (var finding in Services(context, table, settings))
                yield return finding;
        }
        else
        {
            yield return context.Unknown("The share of ports in use", noSettings, "services");
        }
        if (!context.TryGet(ProtocolCounters.Netstat, out var netstat, out var reason) | !context.TryGet(ProtocolCounters.Snmp, out var snmp, out var noSnmp))
            yield return context.Unknown("SYNs sent again", reason ?? noSnmp!, "syn-retransmits");
        else
            yield return SynRetransmits(context, netstat!, snmp!);
    }

    private static IEnumerable<Finding> Services(CheckContext context, IpvsTable table, TcpSettings settings)
    {
        var services = table.Services.Where(service => service.Key.Protocol == IpvsProtocol.TCP)
            .Select(service => (service.Key, Inactive: service.InactiveConnections)).OrderByDescending(service => service.Inactive).ToArray();
        var pressed = services.Where(service => 100.0 * service.Inactive / settings.Ports >= context[Inactive]).ToArray();
        ImmutableArray<Evidence> node =
        [
            Seen(TcpSettings.PortRangeSource, "ports of a client with this node's range", (ulong)settings.Ports),
            .. context.TryGet(SocketStatistics.Fact, out var sockets, out _) ? [Seen(SocketStatistics.Source, "TIME_WAIT of the node itself", sockets.TcpTimeWait)] : ImmutableArray<Evidence>.Empty,
        ];
        if (pressed.Length == 0)
        {
            var (key, most) = services.FirstOrDefault();
            var title = services.Length == 0
                ? "There is no TCP service"
                : $"{Count((ulong)most, "inactive connection")} at most at one TCP service ({Percent(100.0 * most / settings.Ports)} of one client's ports): {key}";
            return [context.Finding(FindingStatus.Ok, title, [Seen(IpvsTable.Source, "most InActConn of a TCP service", (ulong)most), .. node], "services")];
        }
        var outcome = Outcome(context);
        var harmless = outcome == ConnectionReuseOutcome.Sound;
        var status = harmless ? FindingStatus.Info : FindingStatus.Warning;
        var explanation = "IPVS remembers a closed connection for 120 s. When one client opens connections to one service faster than its ports / 120 s (some 235 a second), it comes back to ports that IPVS still knows. "
            + Consequence(outcome) + " One client or many: the table does not tell.";
        const string remedy = "Get-OpsIpvsConnection shows it by client. If it is one client (a proxy, a load test, a NAT gateway): keep connections open (HTTP keep-alive, a pool), give it more addresses, or a wider net.ipv4.ip_local_port_range in its own network namespace. See ipvs/conn-reuse for what a reused port meets here.";
        return ServiceFindings.Capped(
            pressed,
            service => context.Finding(
                status, $"{service.Key}: {Count((ulong)service.Inactive, "inactive connection")}, {Percent(100.0 * service.Inactive / settings.Ports)} of one client's ports",
                [Seen(IpvsTable.Source, "InActConn", (ulong)service.Inactive), .. node], service.Key.ToString(), explanation, remedy),
            rest => context.Finding(
                status, $"{Count((ulong)rest, "more TCP service")} with as many inactive connections as a client has ports", [Seen(IpvsTable.Source, "TCP services", (ulong)pressed.Length), .. node],
                "others", explanation, remedy));
    }

    private static ConnectionReuseOutcome Outcome(CheckContext context) =>
        context.TryGet(IpvsSysctls.Fact, out var sysctls, out _) && context.TryGet(NodeIdentity.Fact, out var node, out _)
            ? ConnectionReuseVerdict.Of(ConnectionReuseState.Of(sysctls, node))
            : ConnectionReuseOutcome.Undecided;

    private static string Consequence(ConnectionReuseOutcome outcome) => outcome switch
    {
        ConnectionReuseOutcome.Sound => "This kernel schedules them anew at once, so here it costs nothing until the client itself has no port left.",
        ConnectionReuseOutcome.SynDropped => "Here each such connection stalls for 1 s or more.",
        ConnectionReuseOutcome.SynPerhapsDropped or ConnectionReuseOutcome.Undecided => "Whether such connections stall for 1 s here is not known.",
        _ => "Here each such connection goes to the old real server, so load is not spread anew.",
    };

    private static Finding SynRetransmits(CheckContext context, Samples<ProtocolCounters> netstat, Samples<ProtocolCounters> snmp)
    {
        var again = Samples.Delta(netstat.First["TcpExtTCPSynRetrans"], netstat.Second["TcpExtTCPSynRetrans"]);
        var opens = Samples.Delta(snmp.First["TcpActiveOpens"], snmp.Second["TcpActiveOpens"]);
        ImmutableArray<Evidence> evidence =
        [
            Moved("/proc/net/netstat", "TcpExtTCPSynRetrans", again, netstat.Seconds),
            Moved("/proc/net/snmp", "TcpActiveOpens", opens, snmp.Seconds),
            Moved("/proc/net/snmp", "TcpRetransSegs", Samples.Delta(snmp.First["TcpRetransSegs"], snmp.Second["TcpRetransSegs"]), snmp.Seconds),
            Moved("/proc/net/snmp", "TcpAttemptFails", Samples.Delta(snmp.First["TcpAttemptFails"], snmp.Second["TcpAttemptFails"]), snmp.Seconds),
        ];
        if (again is not { } resent || opens is not { } opened)
            return context.Finding(FindingStatus.Unknown, "SYNs sent again cannot be judged: a counter is missing or went backwards", evidence, "syn-retransmits");
        if (opened < context[FewestOpens] && resent < context[FewestOpens])
            return context.Finding(FindingStatus.Ok, $"The node itself opens too few connections to judge SYNs sent again ({resent} again, {opened} opened)", evidence, "syn-retransmits");
        var percent = opened > 0 ? 100.0 * resent / opened : 100;
        var title = $"The node itself sends {Percent(percent)} of its SYNs again ({resent} for {opened} connections)";
        return percent < context[Retransmits] || resent < context[FewestRetransmits]
            ? context.Finding(FindingStatus.Ok, title, evidence, "syn-retransmits")
            : context.Finding(
                FindingStatus.Warning, title, evidence, "syn-retransmits",
                "A connection whose SYN is sent again took 1 s or more to open. Dropped SYNs of reused ports show nowhere else, but an overloaded or absent peer looks the same. Pods have counters of their own; these are the node's.",
                "'ss -tn state syn-sent' names the peers: service addresses point at ipvs/conn-reuse (Test-OpsIpvsConnectionReuse measures it), others at the peer or the network. In a pod: 'nsenter -t PID -n nstat -az TcpExtTCPSynRetrans TcpActiveOpens'.");
    }

    private static Evidence Moved(string source, string name, ulong? moved, double seconds) =>
        Seen(source, name, moved is { } value ? string.Create(CultureInfo.InvariantCulture, $"+{value} in {seconds:0.0#} s") : "missing or went backwards");
}
