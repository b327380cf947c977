using System.Collections.Immutable;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Ipvs.Checks;

/// <summary>
/// Real servers that get connections and establish none. States stand in ip_vs_conn alone, which is too dear to read blindly
/// (quadratic before kernel 6.14), so this goes by what the table shows: SYN_RECV counts as inactive, and is never more than that.
/// </summary>
public sealed class HalfOpenCheck : IpvsCheck
{
    private static readonly Threshold Inactive = new(
        "ipvs/half-open.inactive-warning", 20, "connections", "Inactive connections of a TCP real server without any active one",
        "OpsShell: SYN_RECV lasts 60 s (ip_vs_proto_tcp.c), so a dead server with one attempt in 3 s has 20");

    private static readonly Threshold Peers = new(
        "ipvs/half-open.peers-active", 5, "connections", "Active connections that the other real servers of the service have on average",
        "OpsShell: where peers seldom have active connections (short requests), having none says nothing");

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "ipvs/half-open",
        "Real servers that establish no connection while their peers do",
        "Looks, at TCP services with address translation, for real servers with weight that have inactive connections and no active one in both readings, while the others have active ones. How many connections are half open is not read.",
        "net/netfilter/ipvs/ip_vs_proto_tcp.c (SYN_RECV counts as inactive)");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsTable.Fact, IpvsTable.Sampled];

    /// <inheritdoc/>
    public override ImmutableArray<Threshold> Thresholds => [Inactive, Peers];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Evaluate(CheckContext context, IpvsTable table)
    {
        var samples = context.Get(IpvsTable.Sampled);
        var earlier = Suspects(context, samples.First).Select(item => (item.Service, item.Server.Endpoint)).ToHashSet();
        var suspects = Suspects(context, samples.Second).Where(item => earlier.Contains((item.Service, item.Server.Endpoint)))
            .OrderByDescending(item => item.Server.InactiveConnections).ThenBy(item => item.Service).ToArray();
        if (suspects.Length == 0)
            return [None(context, samples.Second)];
        return ServiceFindings.Capped(
            suspects,
            item => context.Finding(
                FindingStatus.Warning,
                $"{ServiceFindings.Server(item.Service, item.Server)} has {Count((ulong)item.Server.InactiveConnections, "inactive connection")} and no active one, its peers {Number(item.PeersActive)} on average",
                [
                    Seen(IpvsTable.Source, "ActiveConn", (ulong)item.Server.ActiveConnections), Seen(IpvsTable.Source, "InActConn", (ulong)item.Server.InactiveConnections),
                    Seen(IpvsTable.Source, "Weight", (ulong)item.Server.Weight), Seen(IpvsTable.Source, "ActiveConn of its peers on average", Number(item.PeersActive)),
                ],
                ServiceFindings.Server(item.Service, item.Server), Explanation, Remedy),
            rest => context.Finding(
                FindingStatus.Warning, $"{Count((ulong)rest, "more real server")} with inactive connections alone", [Seen(IpvsTable.Source, "real servers", (ulong)suspects.Length)], "others", Explanation, Remedy));
    }

    private const string Explanation =
        "Connections are scheduled to it and seem not to be established (half open: SYN_RECV), or end at once. IPVS does not check health, so every n-th connection to the service goes there and hangs until the client gives up: the pod is gone or unreachable from this node, or its replies take another way.";

    private const string Remedy =
        "Get-OpsIpvsConnection shows the states (it looks first whether reading them is cheap). SYN_RECV alone: from this node 'curl -m 2 SERVER:PORT', then routes, network policy and the pod itself. If the pod no longer exists, kube-proxy is behind: restart it; Compare-OpsIpvs names such differences.";

    private static Finding None(CheckContext context, IpvsTable table)
    {
        var most = table.Services.Where(service => service.Key.Protocol == IpvsProtocol.TCP).SelectMany(service => service.RealServers)
            .Select(server => server.InactiveConnections).DefaultIfEmpty(0).Max();
        ImmutableArray<Evidence> evidence = [Seen(IpvsTable.Source, "most InActConn of a TCP real server", (ulong)most)];
        return most < context[Inactive]
            ? context.Finding(FindingStatus.Ok, $"No TCP real server can have more than {Count((ulong)most, "half-open connection")}", evidence)
            : context.Finding(
                FindingStatus.Info, "No real server stands out by establishing nothing; how many connections are half open is not read here", evidence, "",
                "Half-open connections are among the inactive ones, beside those that are being closed; their states stand in a file that can be dear to read.", "Get-OpsIpvsConnection counts states, and looks first whether reading them is cheap.");
    }

    private static IEnumerable<(IpvsServiceKey Service, IpvsRealServer Server, double PeersActive)> Suspects(CheckContext context, IpvsTable table)
    {
        foreach (var service in table.Services)
        {
            var servers = service.RealServers.Where(server => server.Weight > 0).ToArray();
            if (service.Key.Protocol != IpvsProtocol.TCP || servers.Length < 2)
                continue;
            // The suspect itself has none, so the sum is that of its peers.
            var peers = (double)servers.Sum(server => server.ActiveConnections) / (servers.Length - 1);
            if (peers < context[Peers])
                continue;
            foreach (var server in servers)
            {
                if (server is { Forward: IpvsForward.Masq, ActiveConnections: 0 } && server.InactiveConnections >= context[Inactive])
                    yield return (service.Key, server, peers);
            }
        }
    }
}
