using System.Globalization;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Compare;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Kubernetes;

/// <summary>Compares a node's table with what kube-proxy should have made of the cluster. Pure.</summary>
/// <param name="expectation">What it should have made.</param>
/// <param name="scheduler">The scheduler that kube-proxy is set to; null for that which most services of the node have.</param>
/// <param name="excludeNodePort">Leaves NodePorts out.</param>
internal sealed class ClusterComparison(Expectation expectation, string? scheduler, bool excludeNodePort)
{
    // newDest in syncEndpoint, pkg/proxy/ipvs/proxier.go.
    private const int Weight = 1;

    /// <summary>In what a node differs.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="hostName">Its host name; null when not known.</param>
    /// <param name="hz">Jiffies in a second of its kernel; null when not known, which guesses them.</param>
    public IEnumerable<Deviation> Compare(IpvsTable table, string? hostName, int? hz = null)
    {
        var nodeName = expectation.NodeName(hostName);
        var there = table.Services.Select(service => (Service: service, Found: Find(service.Key))).ToList();
        var usual = scheduler ?? UsualScheduler(there.Where(one => one.Found.Expected is not null).Select(one => one.Service));
        hz ??= KernelTicks.Guess(there.Where(one => one.Service.Persistence is not null && one.Found.Expected?.AffinitySeconds is not null)
            .Select(one => (one.Service.Persistence!.TimeoutJiffies, one.Found.Expected!.AffinitySeconds!.Value)));
        return there.SelectMany(one => Compare(one.Service, one.Found, usual, hz, nodeName)).Concat(Missing(table));
    }

    private (ServiceName Name, ExpectedService? Expected) Find(IpvsServiceKey key)
    {
        if (expectation.Services.TryGetValue(key, out var expected))
            return (new ServiceName(key, OnNode: false), expected);
        var isNodePort = !expectation.IsVirtual(key.Endpoint.Address)
            && expectation.NodePorts.TryGetValue((key.Protocol, key.Endpoint.Address.IsIPv6, key.Endpoint.Port), out expected);
        return isNodePort
            ? (ServiceName.NodePort(key.Protocol, key.Endpoint.Address.IsIPv6, key.Endpoint.Port), expected)
            : (new ServiceName(key, OnNode: false), null);
    }

    private IEnumerable<Deviation> Compare(IpvsService service, (ServiceName Name, ExpectedService? Expected) found, string usual, int? hz, string? nodeName)
    {
        var (name, expected) = found;
        if (expected is null)
            return [new Deviation(name, IpvsDifferenceKind.ExtraService, null, "", Describe(service))];
        return name.OnNode && excludeNodePort ? [] : CompareService(name, service, expected, usual, hz).Concat(CompareServers(name, service, expected, nodeName));
    }

    private static IEnumerable<Deviation> CompareService(ServiceName name, IpvsService service, ExpectedService expected, string usual, int? hz)
    {
        if (service.Scheduler != usual)
            yield return new Deviation(name, IpvsDifferenceKind.WrongScheduler, null, usual, service.Scheduler, KubernetesName: expected.KubernetesName);
        var wanted = expected.AffinitySeconds is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"{seconds} s") : "none";
        var persistence = KernelTicks.Describe(service.Persistence, hz);
        if (persistence != wanted)
            yield return new Deviation(name, IpvsDifferenceKind.WrongPersistence, null, wanted, persistence, KubernetesName: expected.KubernetesName);
    }

    private static IEnumerable<Deviation> CompareServers(ServiceName name, IpvsService service, ExpectedService expected, string? nodeName)
    {
        var (servers, doubt) = expected.Servers.For(nodeName);
        var missing = servers.ToHashSet();
        foreach (var server in service.RealServers)
        {
            var wanted = missing.Remove(server.Endpoint);
            if (wanted && server.Weight != Weight)
                yield return new Deviation(
                    name, IpvsDifferenceKind.WrongWeight, server.Endpoint, Text(Weight), Text(server.Weight), KubernetesName: expected.KubernetesName);
            // kube-proxy keeps a removed server at weight 0 while it has connections, or while it could not delete it, as UDP's and
            // SCTP's at once (GracefulDeleteRS in graceful_termination.go). Either way nothing new goes there.
            else if (!wanted && server.Weight > 0)
                yield return Doubtful(new Deviation(
                    name, IpvsDifferenceKind.ExtraRealServer, server.Endpoint, "", $"{server.Forward}, weight {server.Weight}", KubernetesName: expected.KubernetesName), expected, server.Endpoint, nodeName);
        }
        foreach (var endpoint in missing)
        {
            var deviation = new Deviation(name, IpvsDifferenceKind.MissingRealServer, endpoint, $"Masq, weight {Weight}", "", KubernetesName: expected.KubernetesName);
            yield return doubt.Length > 0 ? deviation with { Status = FindingStatus.Info, Reason = doubt } : deviation;
        }
    }

    /// <summary>Without the node's name, an endpoint of another choice of the same service may be right.</summary>
    private static Deviation Doubtful(Deviation deviation, ExpectedService expected, IpvsEndpoint endpoint, string? nodeName) =>
        nodeName is null && expected.Servers.ByNode is { } byNode && byNode.Values.Any(servers => servers.Contains(endpoint))
            ? deviation with { Status = FindingStatus.Info, Reason = expected.Servers.For(null).Doubt }
            : deviation;

    private IEnumerable<Deviation> Missing(IpvsTable table)
    {
        var keys = table.Services.Select(service => service.Key).ToHashSet();
        foreach (var (key, expected) in expectation.Services)
        {
            if (!keys.Contains(key))
                yield return MissingService(new ServiceName(key, OnNode: false), expected);
        }
        if (excludeNodePort)
            yield break;
        // Which addresses NodePorts stand on is a setting of kube-proxy (nodePortAddresses); those that have one should have all.
        var addresses = keys.Where(key => Find(key).Name.OnNode).Select(key => key.Endpoint.Address).ToHashSet();
        foreach (var ((protocol, isIPv6, port), expected) in expectation.NodePorts)
        {
            if (addresses.Any(address => address.IsIPv6 == isIPv6 && !keys.Contains(new IpvsServiceKey(protocol, new IpvsEndpoint(address, port)))))
                yield return MissingService(ServiceName.NodePort(protocol, isIPv6, port), expected);
        }
    }

    private static Deviation MissingService(ServiceName name, ExpectedService expected) => new(
        name, IpvsDifferenceKind.MissingService, null, $"{Judgement.Count((ulong)expected.Servers.Cluster.Length, "real server")} in the cluster", "", KubernetesName: expected.KubernetesName);

    // kube-proxy sets one scheduler for all services; rr when none is said.
    private static string UsualScheduler(IEnumerable<IpvsService> services) =>
        services.GroupBy(service => service.Scheduler, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).FirstOrDefault()?.Key ?? "rr";

    private static string Describe(IpvsService service) => $"{service.Scheduler}, {Judgement.Count((ulong)service.RealServers.Length, "real server")}";

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
