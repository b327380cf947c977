using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Ipvs.Checks;

/// <summary>Real servers of weight 0 whose connections grow: new connections go to what is being removed.</summary>
public sealed class DeadServerTrafficCheck : IpvsCheck
{
    private static readonly Threshold Rise = new(
        "ipvs/dead-real-server-traffic.rise-critical", 1, "connections", "Growth of the connections of a real server of weight 0 between two readings",
        "OpsShell: the scheduler gives weight 0 nothing, so each is a connection that bypassed it");

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "ipvs/dead-real-server-traffic",
        "New connections to real servers of weight 0",
        "Compares two readings of the table: a real server that has weight 0 in both must not gain connections.",
        "kubernetes issues 81775 and 99162; net/netfilter/ipvs/ip_vs_core.c (ip_vs_in)");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsTable.Fact, IpvsTable.Sampled];

    /// <inheritdoc/>
    public override ImmutableArray<Threshold> Thresholds => [Rise];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Evaluate(CheckContext context, IpvsTable table)
    {
        var samples = context.Get(IpvsTable.Sampled);
        var drained = Drained(samples);
        var seconds = samples.Seconds.ToString("0.0#", CultureInfo.InvariantCulture);
        var rising = drained.Where(item => item.Gained >= context[Rise]).OrderByDescending(item => item.Gained).ThenBy(item => item.Service).ToArray();
        if (rising.Length == 0)
        {
            return
            [
                context.Finding(
                    FindingStatus.Ok,
                    drained.Length == 0 ? "No real server had weight 0 in both readings" : $"{Count((ulong)drained.Length, "real server")} of weight 0, none gained connections in {seconds} s",
                    [Seen(IpvsTable.Source, "real servers of weight 0 in both readings", (ulong)drained.Length)]),
            ];
        }
        return ServiceFindings.Capped(
            rising,
            item => context.Finding(
                FindingStatus.Critical, $"{Count((ulong)item.Gained, "new connection")} in {seconds} s to {ServiceFindings.Server(item.Service, item.Second)}, whose weight is 0",
                [
                    Seen(IpvsTable.Source, "Weight", (ulong)item.Second.Weight),
                    Seen(IpvsTable.Source, "ActiveConn", $"{item.First.ActiveConnections} -> {item.Second.ActiveConnections}"),
                    Seen(IpvsTable.Source, "InActConn", $"{item.First.InactiveConnections} -> {item.Second.InactiveConnections}"),
                ],
                ServiceFindings.Server(item.Service, item.Second), Explanation, Remedy),
            rest => context.Finding(
                FindingStatus.Critical, $"{Count((ulong)rest, "more real server")} of weight 0 gain connections",
                [Seen(IpvsTable.Source, "real servers of weight 0 that gain connections", (ulong)rising.Length)], "others", Explanation, Remedy));
    }

    private const string Explanation =
        "Weight 0 means that the server is being removed (a terminating pod) and gets no new connections. These came past the scheduler: a client used a port again that IPVS still knows and was sent to the old server (conn_reuse_mode=0), or a persistence entry sent it there (session affinity without expire_quiescent_template). The clients see resets and time-outs, more of them the busier they are, during every rolling update.";

    private const string Remedy =
        "See ipvs/conn-reuse: conn_reuse_mode=1 on a kernel with the fixes. For services with session affinity see ipvs/expire: 'sysctl -w net.ipv4.vs.expire_quiescent_template=1'. For now, 'ipvsadm -d -t VIP:PORT -r SERVER:PORT' (-u for UDP) ends it at once, with the connections that the server still has (needs expire_nodest_conn=1).";

    // Only the few servers of weight 0 are looked up in the other reading.
    private static ImmutableArray<(IpvsServiceKey Service, IpvsRealServer First, IpvsRealServer Second, long Gained)> Drained(Samples<IpvsTable> samples)
    {
        var before = new Dictionary<(IpvsServiceKey, IpvsEndpoint), IpvsRealServer>();
        foreach (var service in samples.First.Services)
        {
            foreach (var server in service.RealServers)
            {
                if (server.Weight == 0)
                    before[(service.Key, server.Endpoint)] = server;
            }
        }
        if (before.Count == 0)
            return [];
        return
        [
            .. from service in samples.Second.Services
               from server in service.RealServers
               where server.Weight == 0
               let first = before.TryGetValue((service.Key, server.Endpoint), out var found) ? found : (IpvsRealServer?)null
               where first is not null
               let earlier = first.Value
               // A port used again wakes the entry of its old connection: one active more, one inactive less. A client that is new
               // here (by a persistence template) makes the sum grow. A connection that closes does neither.
               select (service.Key, earlier, server, Math.Max(server.ActiveConnections - earlier.ActiveConnections, server.Connections - earlier.Connections)),
        ];
    }
}
