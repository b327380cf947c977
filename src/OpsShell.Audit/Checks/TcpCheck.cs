using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Audit.Checks;

/// <summary>TCP: accept queues that overflow, and the rate of retransmission, over the sample.</summary>
public sealed class TcpCheck : Check
{
    private const string SnmpSource = "/proc/net/snmp";
    private const string NetstatSource = "/proc/net/netstat";

    private static readonly Threshold OverflowWarning = new(
        "node/tcp.listen-overflow-warning", 0.1, "1/s", "Connections refused because a program's accept queue was full (ListenOverflows)",
        "OpsShell: none is normal; each costs its client at least 1 s, the first retransmission of a SYN (RFC 6298)");

    private static readonly Threshold OverflowCritical = new(
        "node/tcp.listen-overflow-critical", 10, "1/s", "Connections refused because a program's accept queue was full (ListenOverflows)", "OpsShell: users notice");

    private static readonly Threshold RetransmitWarning = new(
        "node/tcp.retransmit-warning", 1, "%", "Segments retransmitted, of segments with original data", "OpsShell: within a data centre it is below 0.1 %; at 1 % throughput falls markedly");

    private static readonly Threshold RetransmitCritical = new(
        "node/tcp.retransmit-critical", 5, "%", "Segments retransmitted, of segments with original data", "OpsShell: connections stand still for retransmission time-outs of 200 ms and more");

    private static readonly Threshold MinimumSegments = new(
        "node/tcp.min-segments", 500, "", "Segments in the sample below which the rate of retransmission is not judged", "OpsShell: 1 of 2 segments is 50 % and means nothing");

    private static readonly Threshold MemoryWarning = new(
        "node/tcp.memory-abort-warning", 0.1, "1/s", "Connections ended for want of TCP memory (TCPAbortOnMemory)", "snmp_counter.rst: over tcp_mem[2] or tcp_max_orphans; none is normal");

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "node/tcp",
        "TCP: listen overflows, retransmission, memory",
        "Rates over the sample in the network namespace that is read. The rate of retransmission is RetransSegs of TCPOrigDataSent, as the kernel's documentation advises; OutSegs would count pure ACKs.",
        "https://www.kernel.org/doc/html/latest/networking/snmp_counter.html");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [ProtocolCounters.Snmp, ProtocolCounters.Netstat];

    /// <inheritdoc/>
    public override ImmutableArray<Threshold> Thresholds =>
        [OverflowWarning, OverflowCritical, RetransmitWarning, RetransmitCritical, MinimumSegments, MemoryWarning];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        if (context.TryGet(ProtocolCounters.Netstat, out var netstat, out var noNetstat))
        {
            yield return Listen(context, netstat);
            if (Memory(context, netstat) is { } memory)
                yield return memory;
        }
        else
        {
            yield return context.Unknown("Listen overflows", noNetstat, "listen");
        }
        if (context.TryGet(ProtocolCounters.Snmp, out var snmp, out var noSnmp))
            yield return Retransmission(context, snmp, netstat);
        else
            yield return context.Unknown("Retransmission", noSnmp, "retransmit");
    }

    private static Finding Listen(CheckContext context, Samples<ProtocolCounters> netstat)
    {
        ImmutableArray<Evidence> evidence =
        [
            Moved(netstat, NetstatSource, "TcpExtListenOverflows"), Moved(netstat, NetstatSource, "TcpExtListenDrops"),
            Moved(netstat, NetstatSource, "TcpExtTCPReqQFullDrop"), Moved(netstat, NetstatSource, "TcpExtTCPReqQFullDoCookies"),
        ];
        if (Delta(netstat, "TcpExtListenOverflows") is not { } overflows)
            return context.Finding(FindingStatus.Unknown, "Listen overflows cannot be judged: the counter is missing or went backwards", evidence, "listen");
        var rate = overflows / netstat.Seconds;
        var status = High(rate, context[OverflowWarning], context[OverflowCritical]);
        return status == FindingStatus.Ok
            ? context.Finding(status, $"No accept queue overflows ({Value(netstat.Second, "TcpExtListenOverflows")} since boot)", evidence, "listen")
            : context.Finding(
                status, $"Accept queues overflow: {Rate(rate)} connections refused", evidence, "listen",
                "A program accepts connections more slowly than they come. The client's SYN or last ACK is ignored and sent again after 1 s, 3 s, 7 s.",
                "'ss -lnt' : a socket whose Recv-Q reaches its Send-Q (the queue's length) is the one. Make the program accept faster or run more of it; raise its backlog together with net.core.somaxconn ('sysctl net.core.somaxconn'), then restart it.");
    }

    private static Finding? Memory(CheckContext context, Samples<ProtocolCounters> netstat)
    {
        if (Delta(netstat, "TcpExtTCPAbortOnMemory") is not { } aborts || aborts / netstat.Seconds < context[MemoryWarning])
            return null;
        return context.Finding(
            FindingStatus.Warning, $"{Rate(aborts / netstat.Seconds)} connections ended for want of TCP memory",
            [Moved(netstat, NetstatSource, "TcpExtTCPAbortOnMemory"), Moved(netstat, NetstatSource, "TcpExtTCPMemoryPressures")], "memory",
            "TCP's buffers of all sockets together passed tcp_mem[2], or there are more orphaned sockets than tcp_max_orphans.",
            "'cat /proc/net/sockstat' (mem in pages, orphan) against 'sysctl net.ipv4.tcp_mem net.ipv4.tcp_max_orphans'; 'ss -tm | sort' finds sockets with large queues.");
    }

    private static Finding Retransmission(CheckContext context, Samples<ProtocolCounters> snmp, Samples<ProtocolCounters>? netstat)
    {
        // TCPOrigDataSent came with 3.14 (commit f19c29e3e391); before it OutSegs has to do, which makes the rate look smaller.
        var sent = netstat is null ? null : Delta(netstat, "TcpExtTCPOrigDataSent");
        var (segments, name, source) = sent is not null
            ? (sent, "TcpExtTCPOrigDataSent", NetstatSource)
            : (Delta(snmp, "TcpOutSegs"), "TcpOutSegs", SnmpSource);
        ImmutableArray<Evidence> evidence =
        [
            Moved(snmp, SnmpSource, "TcpRetransSegs"),
            sent is not null ? Moved(netstat!, source, name) : Moved(snmp, source, name) with { Name = "TcpOutSegs (this kernel has no TCPOrigDataSent; counts pure ACKs too)" },
            .. netstat is null ? ImmutableArray<Evidence>.Empty :
            [
                Moved(netstat, NetstatSource, "TcpExtTCPTimeouts"), Moved(netstat, NetstatSource, "TcpExtTCPSynRetrans"),
                Moved(netstat, NetstatSource, "TcpExtTCPSpuriousRtxHostQueues"),
            ],
        ];
        if (segments is not { } total || Delta(snmp, "TcpRetransSegs") is not { } again)
            return context.Finding(FindingStatus.Unknown, "Retransmission cannot be judged: a counter is missing or went backwards", evidence, "retransmit");
        if (total < context[MinimumSegments] && again < context[MinimumSegments])
            return context.Finding(FindingStatus.Ok, $"Too little TCP traffic to judge retransmission ({again} again, {total} sent in the sample)", evidence, "retransmit");
        var percent = total > 0 ? 100.0 * again / total : 100;
        var status = High(percent, context[RetransmitWarning], context[RetransmitCritical]);
        var title = $"{Percent(percent)} of TCP segments sent again ({again} for {total})";
        return status == FindingStatus.Ok
            ? context.Finding(status, title, evidence, "retransmit")
            : context.Finding(
                status, title, evidence, "retransmit",
                "Segments get lost on the way, or arrive too late. Each loss costs a round trip; a lost last segment costs a time-out of 200 ms or more.",
                "'ss -tin | grep -B1 retrans' names the peers: one peer points at that path, all peers at this node's card (see node/nic, node/softnet). 'nstat -az | grep -iE \"retrans|timeout|spurious\"' tells the kind.");
    }

    private static ulong? Delta(Samples<ProtocolCounters> samples, string name) => Samples.Delta(samples.First[name], samples.Second[name]);

    private static string Value(ProtocolCounters counters, string name) => counters[name]?.ToString(CultureInfo.InvariantCulture) ?? "not told";

    private static Evidence Moved(Samples<ProtocolCounters> samples, string source, string name) =>
        Seen(source, name, Delta(samples, name) is { } moved
            ? string.Create(CultureInfo.InvariantCulture, $"+{moved} in {samples.Seconds:0.0#} s, {samples.Second[name]} since boot")
            : "missing or went backwards");
}
