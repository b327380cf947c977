using System.Collections.Immutable;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Ipvs.Checks;

/// <summary>Real servers of weight 0 that are still there.</summary>
public sealed class StuckDrainCheck : IpvsCheck
{
    private static readonly Threshold Connections = new(
        "ipvs/stuck-drain.connections-warning", 100, "connections", "Connections left on one real server of weight 0",
        "OpsShell: a pod that terminates in its 30 s of grace seldom leaves so many, and kube-proxy waits until none is left");

    private static readonly Threshold Servers = new(
        "ipvs/stuck-drain.servers-warning", 25, "%", "Real servers of weight 0, of all", "OpsShell: a rolling update replaces 25 % at a time (maxUnavailable, maxSurge of a Deployment)");

    private static readonly Threshold Fewest = new(
        "ipvs/stuck-drain.min-servers", 10, "", "Real servers of weight 0 below which their share is not judged", "OpsShell: 1 of 2 is 50 % and means nothing");

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "ipvs/stuck-drain",
        "Real servers of weight 0 that are not removed",
        "Counts real servers of weight 0 and the connections left on them. One look does not tell since when, so few are only told.",
        "kubernetes pkg/proxy/ipvs/graceful_termination.go: TCP servers are deleted when no connection is left, looked at every minute; UDP servers at once");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsTable.Fact, KubeProxy.Fact];

    /// <inheritdoc/>
    public override ImmutableArray<Threshold> Thresholds => [Connections, Servers, Fewest];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Evaluate(CheckContext context, IpvsTable table)
    {
        var drained = (from service in table.Services from server in service.RealServers where server.Weight == 0 select (Service: service.Key, Server: server)).ToArray();
        if (drained.Length == 0)
            return [context.Finding(FindingStatus.Ok, "No real server has weight 0", [Seen(IpvsTable.Source, "real servers", (ulong)table.RealServerCount)])];
        var large = drained.Where(item => item.Server.Connections >= context[Connections]).OrderByDescending(item => item.Server.Connections).ThenBy(item => item.Service).ToArray();
        return
        [
            Whole(context, table, drained),
            .. ServiceFindings.Capped(
                large,
                item => context.Finding(
                    FindingStatus.Warning, $"{Count((ulong)item.Server.Connections, "connection")} left on {ServiceFindings.Server(item.Service, item.Server)}, whose weight is 0",
                    [Seen(IpvsTable.Source, "ActiveConn", (ulong)item.Server.ActiveConnections), Seen(IpvsTable.Source, "InActConn", (ulong)item.Server.InactiveConnections)],
                    ServiceFindings.Server(item.Service, item.Server), Explanation, Remedy),
                rest => context.Finding(
                    FindingStatus.Warning, $"{Count((ulong)rest, "more real server")} of weight 0 with many connections left", [Seen(IpvsTable.Source, "real servers", (ulong)large.Length)],
                    "others", Explanation, Remedy)),
        ];
    }

    private const string Explanation =
        "kube-proxy sets a removed pod's weight to 0 and deletes it when its last connection is gone. Connections of clients that never close (database pools, gRPC, NFS) hold it for as long as they live, 900 s after the last packet; clients that use ports again can hold it for ever (conn_reuse_mode=0). Until then their packets go to an address that answers no more, or to another pod that got the address.";

    private const string Remedy =
        "Look again after some minutes ('ipvsadm -Ln' or Get-OpsIpvsService): what is the same then is stuck. 'ipvsadm -d -t VIP:PORT -r SERVER:PORT' (-u for UDP) removes it (with expire_nodest_conn=1 its connections end at the next packet). If they come back see ipvs/dead-real-server-traffic and ipvs/conn-reuse.";

    private static Finding Whole(CheckContext context, IpvsTable table, (IpvsServiceKey Service, IpvsRealServer Server)[] drained)
    {
        var share = 100.0 * drained.Length / table.RealServerCount;
        var datagram = drained.Count(item => item.Service.Protocol == IpvsProtocol.UDP);
        var kubeProxy = context.TryGet(KubeProxy.Fact, out var proxy, out _) && proxy.OwnsRules == true;
        ImmutableArray<Evidence> evidence =
        [
            Seen(IpvsTable.Source, "real servers of weight 0", (ulong)drained.Length),
            Seen(IpvsTable.Source, "of them UDP", (ulong)datagram),
            Seen(IpvsTable.Source, "of them without connections", (ulong)drained.Count(item => item.Server.Connections == 0)),
            Seen(IpvsTable.Source, "connections left", (ulong)drained.Sum(item => item.Server.Connections)),
            Seen(IpvsTable.Source, "real servers", (ulong)table.RealServerCount),
        ];
        var title = $"{Count((ulong)drained.Length, "real server")} of weight 0 ({Percent(share)}), since when is not known: {ServiceFindings.Names([.. drained.Select(item => item.Service).Distinct()])}";
        if (kubeProxy && datagram > 0)
        {
            return context.Finding(
                FindingStatus.Warning, title, evidence, "",
                "kube-proxy deletes UDP servers at once and never leaves one at weight 0; these are left-overs of a failed deletion or were set by hand, and clients that keep their source port (DNS, syslog) still reach them.", Remedy);
        }
        return share >= context[Servers] && drained.Length >= context[Fewest]
            ? context.Finding(FindingStatus.Warning, title, evidence, "", Explanation, Remedy)
            : context.Finding(FindingStatus.Info, title, evidence, "", Explanation, Remedy);
    }
}
