using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs;

/// <summary>Makes the objects of Get-OpsIpvsService from a node's facts. Pure.</summary>
internal sealed class ServiceReading
{
    private readonly string _computerName;
    private readonly IpvsTable _table;
    private readonly Samples<IpvsTable>? _samples;
    private readonly Samples<IpvsadmStatistics>? _counters;
    private readonly KernelHz? _hz;
    private readonly string _hzReason;
    private readonly string _rateNote;
    private readonly ILookup<IpvsServiceKey, IpvsService>? _before;

    private ServiceReading(
        string computerName, IpvsTable table, Samples<IpvsTable>? samples, Samples<IpvsadmStatistics>? counters, KernelHz? hz, string hzReason, string rateNote)
    {
        (_computerName, _table, _samples, _counters, _hz, _hzReason, _rateNote) = (computerName, table, samples, counters, hz, hzReason, rateNote);
        _before = samples?.First.Services.ToLookup(service => service.Key);
    }

    /// <summary>What is read without rates.</summary>
    public static ImmutableArray<Fact> Facts => [IpvsTable.Once, KernelHz.Fact];

    /// <summary>What is read for rates.</summary>
    public static ImmutableArray<Fact> RateFacts(Fact<Samples<IpvsadmStatistics>> ipvsadm) =>
        [IpvsTable.Fact, KernelHz.Fact, IpvsTable.Sampled, IpvsCpuStatistics.Fact, IpvsSysctls.Fact, ipvsadm];

    /// <summary>A node without rates.</summary>
    /// <exception cref="FactUnavailableException">It has no table.</exception>
    public static ServiceReading Of(string computerName, FactSet facts)
    {
        facts.TryGet(KernelHz.Fact, out var hz, out var reason);
        return new ServiceReading(computerName, facts.Get(IpvsTable.Once), null, null, hz, reason?.Message ?? "", "");
    }

    /// <summary>A node with rates, as far as it gives them.</summary>
    /// <exception cref="FactUnavailableException">It has no table.</exception>
    public static ServiceReading WithRates(string computerName, FactSet facts, Fact<Samples<IpvsadmStatistics>> ipvsadm)
    {
        var table = facts.Get(IpvsTable.Fact);
        facts.TryGet(KernelHz.Fact, out var hz, out var hzReason);
        facts.TryGet(IpvsCpuStatistics.Fact, out var cpus, out _);
        facts.TryGet(IpvsSysctls.Fact, out var sysctls, out _);
        if (!facts.TryGet(IpvsTable.Sampled, out var samples, out var noSamples))
            return new ServiceReading(computerName, table, null, null, hz, hzReason?.Message ?? "", $"no rates: {noSamples.Reason}");
        var note = facts.TryGet(ipvsadm, out var counters, out var noCounters) ? "" : $"only changes of connections: {IpvsadmSamples.Source}: {IpvsadmSamples.Why(noCounters.Status, noCounters.Reason)}";
        if (counters is not null && CounterLife.Frozen(cpus, sysctls) is { } frozen)
            (counters, note) = (null, $"only changes of connections: {frozen}");
        return new ServiceReading(computerName, table, samples, counters, hz, hzReason?.Message ?? "", note);
    }

    /// <summary>The services that are asked for.</summary>
    public IEnumerable<OpsIpvsService> Services(ServiceFilter filter) => _table.Services.Where(filter.Matches).Select(Service);

    /// <summary>The real servers that are asked for.</summary>
    public IEnumerable<OpsIpvsRealServer> RealServers(ServiceFilter filter) =>
        _table.Services.Where(filter.Matches).SelectMany(service =>
        {
            var before = Before(service.Key);
            return service.RealServers.Where(server => filter.MatchesServer(server.Endpoint.Address)).Select(server => RealServer(service, before, server));
        });

    private OpsIpvsService Service(IpvsService service)
    {
        var isMark = service.Key.Protocol == IpvsProtocol.FWM;
        var before = Before(service.Key);
        return new OpsIpvsService
        {
            ComputerName = _computerName,
            Service = service.Key.ToString(),
            Protocol = service.Key.Protocol,
            VirtualAddress = isMark ? null : service.Key.Endpoint.Address.ToString(),
            VirtualPort = isMark ? null : service.Key.Endpoint.Port,
            FirewallMark = isMark ? service.Key.FirewallMark : null,
            Scheduler = service.Scheduler,
            OnePacket = service.OnePacket,
            PersistenceSeconds = service.Persistence is { } persistence ? _hz?.Duration(persistence.TimeoutJiffies).TotalSeconds : null,
            TimeoutJiffies = service.Persistence?.TimeoutJiffies,
            PersistenceNetmask = service.Persistence?.NetmaskBits,
            RealServers = [.. service.RealServers.Select(server => RealServer(service, before, server))],
            ActiveConnections = service.ActiveConnections,
            InactiveConnections = service.InactiveConnections,
            Rate = Rate(before?.ActiveConnections, before?.InactiveConnections, service.ActiveConnections, service.InactiveConnections,
                statistics => statistics.Services.TryGetValue(service.Key, out var counters) ? counters : null),
            Note = string.Join("; ", new[] { PersistenceNote(service), RateNote(service.Key) }.Where(note => note.Length > 0)),
        };
    }

    private OpsIpvsRealServer RealServer(IpvsService service, IpvsService? beforeService, IpvsRealServer server)
    {
        var isMark = service.Key.Protocol == IpvsProtocol.FWM;
        var before = Find(beforeService, server.Endpoint);
        return new OpsIpvsRealServer
        {
            ComputerName = _computerName,
            Service = service.Key.ToString(),
            Protocol = service.Key.Protocol,
            VirtualAddress = isMark ? null : service.Key.Endpoint.Address.ToString(),
            VirtualPort = isMark ? null : service.Key.Endpoint.Port,
            Address = server.Endpoint.Address.ToString(),
            Port = server.Endpoint.Port,
            Server = server.Endpoint.ToString(),
            Forward = server.Forward,
            Weight = server.Weight,
            ActiveConnections = server.ActiveConnections,
            InactiveConnections = server.InactiveConnections,
            Rate = Rate(before?.ActiveConnections, before?.InactiveConnections, server.ActiveConnections, server.InactiveConnections,
                statistics => statistics.RealServers.TryGetValue((service.Key, server.Endpoint), out var counters) ? counters : null),
            Note = RateNote(service.Key),
        };
    }

    private OpsIpvsRate? Rate(long? activeBefore, long? inactiveBefore, long active, long inactive, Func<IpvsadmStatistics, IpvsCounters?> find)
    {
        if (_samples is null)
            return null;
        var rate = new OpsIpvsRate
        {
            Seconds = _samples.Seconds,
            Source = IpvsTable.Source,
            ActiveChange = active - activeBefore,
            InactiveChange = inactive - inactiveBefore,
        };
        return _counters is not null && find(_counters.First) is { } first && find(_counters.Second) is { } second
            ? rate.With(first, second, _counters.Seconds)
            : rate;
    }

    // Two services can share a firewall mark, one for each family; which is which cannot be told.
    private IpvsService? Before(IpvsServiceKey key) => _before?[key].ToArray() is [var only] ? only : null;

    private string RateNote(IpvsServiceKey key) => _before?[key].Skip(1).Any() == true
        ? $"no rates: two services have firewall mark {key.FirewallMark}, for IPv4 and IPv6, and {IpvsTable.Source} does not tell which is which"
        : _rateNote;

    private static IpvsRealServer? Find(IpvsService? service, IpvsEndpoint endpoint)
    {
        foreach (var server in service?.RealServers ?? [])
        {
            if (server.Endpoint == endpoint)
                return server;
        }
        return null;
    }

    private string PersistenceNote(IpvsService service) => service.Persistence is { } persistence && _hz is null
        ? string.Create(CultureInfo.InvariantCulture, $"persistence of {persistence.TimeoutJiffies} jiffies is not given in seconds: {_hzReason}")
        : "";
}
