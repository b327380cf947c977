using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Ipvs.Checks;

/// <summary>Connections that lie unevenly on real servers of equal weight.</summary>
public sealed class SkewCheck : IpvsCheck
{
    private static readonly ImmutableHashSet<string> RoundRobin = ["rr", "wrr"];

    private static readonly Threshold LeastConnections = new(
        "ipvs/skew.least-connections", 30, "connections/server", "Connections a real server has on average, below which a service is not judged",
        "OpsShell: fewer are uneven by chance");

    private static readonly Threshold Variation = new(
        "ipvs/skew.variation-warning", 0.5, "", "Coefficient of variation (standard deviation / mean) of connections among real servers of equal weight",
        "OpsShell: some server has half as many again; chance alone gives 0.18 at 30 connections a server");

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "ipvs/skew",
        "Connections uneven among equal real servers",
        "For services with schedulers rr and wrr: the coefficient of variation of present connections among real servers of the same weight above 0. Other schedulers are uneven by design and are not judged.",
        "net/netfilter/ipvs/ip_vs_rr.c, ip_vs_wrr.c");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsTable.Fact, IpvsSysctls.Fact];

    /// <inheritdoc/>
    public override ImmutableArray<Threshold> Thresholds => [LeastConnections, Variation];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Evaluate(CheckContext context, IpvsTable table)
    {
        var judged = table.Services.Where(service => RoundRobin.Contains(service.Scheduler)).SelectMany(Groups)
            .Where(group => group.Mean >= context[LeastConnections]).ToArray();
        var uneven = judged.Where(group => group.Variation >= context[Variation]).OrderByDescending(group => group.Variation).ToArray();
        var free = uneven.Where(group => group.Service.Persistence is null).ToArray();
        var bound = uneven.Where(group => group.Service.Persistence is not null).ToArray();
        if (free.Length > 0)
            yield return Uneven(context, free);
        if (bound.Length > 0)
        {
            yield return context.Finding(
                FindingStatus.Info, $"{Count((ulong)bound.Length, "service")} with client affinity unevenly loaded, most {bound[0].Service.Key} ({Number(bound[0].Variation)})",
                Spread(bound), "affinity",
                "A client of a persistent service (kube-proxy: sessionAffinity ClientIP) stays on its real server, so a few large clients, or many behind one address (NAT, proxy), load one server.",
                "If that hurts: a shorter timeout (Service: sessionAffinityConfig.clientIP.timeoutSeconds), or affinity in the application.");
        }
        if (uneven.Length == 0)
        {
            yield return judged.Length == 0
                ? context.Finding(FindingStatus.Ok, "No service of rr or wrr has connections enough to judge how even they are", [Seen(IpvsTable.Source, "connections", (ulong)table.Connections)])
                : context.Finding(FindingStatus.Ok, $"Connections of {Count((ulong)judged.Length, "service")} are even among equal real servers", Spread([.. judged.OrderByDescending(group => group.Variation)]));
        }
    }

    private static Finding Uneven(CheckContext context, Group[] groups)
    {
        var evidence = Spread(groups);
        if (context.TryGet(IpvsSysctls.Fact, out var sysctls, out _) && sysctls["conn_reuse_mode"] is { } mode)
            evidence = evidence.Add(Seen(IpvsSysctls.Path("conn_reuse_mode"), "conn_reuse_mode", Shortened(mode, 20)));
        var reuse = sysctls?.Number("conn_reuse_mode") == 0
            ? " conn_reuse_mode is 0 here: a client that uses a source port again goes to the server that had it before, so servers added later get little (ipvs/conn-reuse)."
            : "";
        return context.Finding(
            FindingStatus.Warning, $"{Count((ulong)groups.Length, "service")} unevenly loaded, most {groups[0].Service.Key} (coefficient of variation {Number(groups[0].Variation)})",
            evidence, explanation:
            $"Round robin gives every real server of a weight the same number of new connections; what lies unevenly are connections that stay. Long-lived ones (HTTP/2, gRPC, database pools, WebSocket) keep to the servers that were there when they began: after a roll-out or scale-out the new pods idle while the old ones are slow.{reuse} A server that answers slowly also keeps its connections longer.",
            remedy: "See whether the loaded servers are the old ones ('kubectl get pods -o wide --sort-by=.metadata.creationTimestamp'). Let clients or servers end connections after a time (gRPC: MaxConnectionAge; nginx: keepalive_requests, keepalive_time), balance by request where connections are few (headless service, mesh); lc as scheduler evens out connections, not requests.");
    }

    private static ImmutableArray<Evidence> Spread(Group[] groups) => [.. groups.Take(5).Select(group => Seen(
        IpvsTable.Source, group.Service.Key.ToString(),
        string.Create(CultureInfo.InvariantCulture, $"variation {group.Variation:0.##} over {group.Servers.Length} servers of weight {group.Servers[0].Weight}: {group.Least.Connections} ({group.Least.Endpoint}) to {group.Most.Connections} ({group.Most.Endpoint}) connections")))];

    private static IEnumerable<Group> Groups(IpvsService service) => service.RealServers
        .Where(server => server.Weight > 0).GroupBy(server => server.Weight).Where(group => group.Skip(1).Any())
        .Select(group => new Group(service, [.. group]));

    private sealed record Group(IpvsService Service, ImmutableArray<IpvsRealServer> Servers)
    {
        internal double Mean { get; } = Servers.Average(server => (double)server.Connections);

        internal double Variation => Mean > 0 ? Math.Sqrt(Servers.Average(server => Math.Pow(server.Connections - Mean, 2))) / Mean : 0;

        internal IpvsRealServer Least => Servers.MinBy(server => server.Connections);

        internal IpvsRealServer Most => Servers.MaxBy(server => server.Connections);
    }
}
