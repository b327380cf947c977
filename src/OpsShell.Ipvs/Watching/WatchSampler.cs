using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Watching;

/// <summary>Makes a sample of two readings. Pure.</summary>
internal static class WatchSampler
{
    /// <summary>The sample; null when no time passed between the readings, as after a restart of the node.</summary>
    public static OpsIpvsSample? Of(string node, WatchReading first, WatchReading second, IpvsServiceOrder order, int top)
    {
        var seconds = second.Uptime - first.Uptime;
        if (seconds <= 0)
            return null;
        double? PerSecond(Func<IpvsCounters, ulong> counter) => first.Cpus is { } before && second.Cpus is { } after
            ? Samples.Delta(counter(before.Sum), counter(after.Sum)) / seconds
            : null;
        var before = first.Table.Services.DistinctBy(service => service.Key).ToDictionary(service => service.Key, service => service.ActiveConnections + service.InactiveConnections);
        var activities = second.Table.Services.Select(service => Activity(service, before.GetValueOrDefault(service.Key), first.Services, second.Services, seconds));
        return new OpsIpvsSample
        {
            ComputerName = node,
            Time = second.CapturedAt,
            Seconds = seconds,
            ConnectionsPerSecond = PerSecond(sum => sum.Connections),
            IncomingPacketsPerSecond = PerSecond(sum => sum.IncomingPackets),
            OutgoingPacketsPerSecond = PerSecond(sum => sum.OutgoingPackets),
            IncomingBytesPerSecond = PerSecond(sum => sum.IncomingBytes),
            OutgoingBytesPerSecond = PerSecond(sum => sum.OutgoingBytes),
            ActiveConnections = second.Table.Services.Sum(service => service.ActiveConnections),
            InactiveConnections = second.Table.Services.Sum(service => service.InactiveConnections),
            VirtualServices = second.Table.Services.Length,
            RealServers = second.Table.RealServerCount,
            ZeroWeightServers = second.Table.Services.Sum(service => service.RealServers.Count(server => server.Weight == 0)),
            SynRetransmitsPerSecond = Samples.Delta(first.SynRetransmits, second.SynRetransmits) / seconds,
            InsertFailedPerSecond = Samples.Delta(first.InsertFailed, second.InsertFailed) / seconds,
            Estimator = StateOf(second.Switch),
            ServiceRates = second.ServiceRates,
            Services = [.. Sort(activities, service => service, order).Take(top)],
        };
    }

    /// <summary>What has a service, in an order; equals by name, so that lines do not jump about.</summary>
    public static IEnumerable<T> Sort<T>(IEnumerable<T> items, Func<T, IpvsServiceActivity> service, IpvsServiceOrder order)
    {
        IOrderedEnumerable<T> Most(Func<IpvsServiceActivity, double> value) => items.OrderByDescending(item => value(service(item)));
        return order switch
        {
            IpvsServiceOrder.Rate => Most(one => one.ConnectionsPerSecond ?? 0).ThenByDescending(item => Math.Abs(service(item).Change)).ThenBy(item => service(item).Service),
            IpvsServiceOrder.Connections => Most(one => one.ActiveConnections + one.InactiveConnections).ThenBy(item => service(item).Service),
            IpvsServiceOrder.Active => Most(one => one.ActiveConnections).ThenBy(item => service(item).Service),
            IpvsServiceOrder.ZeroWeight => Most(one => one.ZeroWeightServers).ThenBy(item => service(item).Service),
            _ => items.OrderBy(item => service(item).Service),
        };
    }

    private static IpvsServiceActivity Activity(IpvsService service, long before, IpvsadmStatistics? first, IpvsadmStatistics? second, double seconds)
    {
        var from = default(IpvsCounters);
        var to = default(IpvsCounters);
        var counted = first?.Services.TryGetValue(service.Key, out from) == true && second?.Services.TryGetValue(service.Key, out to) == true;
        return new IpvsServiceActivity
        {
            Service = service.Key,
            ConnectionsPerSecond = counted ? Samples.Delta(from.Connections, to.Connections) / seconds : null,
            IncomingBytesPerSecond = counted ? Samples.Delta(from.IncomingBytes, to.IncomingBytes) / seconds : null,
            ActiveConnections = service.ActiveConnections,
            InactiveConnections = service.InactiveConnections,
            Change = service.ActiveConnections + service.InactiveConnections - before,
            RealServers = service.RealServers.Length,
            ZeroWeightServers = service.RealServers.Count(server => server.Weight == 0),
        };
    }

    private static string StateOf(EstimatorSwitch? found) => found?.On switch
    {
        true => "on",
        false => $"off ({found.Name}={found.Value})",
        null => "unknown",
    };
}
