using System.Collections.Immutable;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Compare;

/// <summary>What a virtual service is set to, without what moves with traffic. Equal by value, so that equal ones of many nodes are kept once.</summary>
internal sealed class ServiceDefinition : IEquatable<ServiceDefinition>
{
    private readonly int _hash;

    public ServiceDefinition(IpvsService service, string persistence)
    {
        Scheduler = service.OnePacket ? service.Scheduler + " ops" : service.Scheduler;
        Persistence = persistence;
        Servers = [.. service.RealServers.Select(server => new ServerEntry(server.Endpoint, server.Forward, server.Weight)).OrderBy(server => server.Endpoint)];
        var hash = new HashCode();
        hash.Add(Scheduler, StringComparer.Ordinal);
        hash.Add(Persistence, StringComparer.Ordinal);
        foreach (var server in Servers)
            hash.Add(server);
        _hash = hash.ToHashCode();
    }

    /// <summary>The scheduler, with <c>ops</c> behind it for one-packet scheduling.</summary>
    public string Scheduler { get; }

    /// <summary>In words: <c>none</c>, <c>10800 s</c>, <c>2700000 jiffies</c>.</summary>
    public string Persistence { get; }

    /// <summary>In order of their endpoints.</summary>
    public ImmutableArray<ServerEntry> Servers { get; }

    public bool Equals(ServiceDefinition? other) =>
        other is not null && _hash == other._hash && Scheduler == other.Scheduler && Persistence == other.Persistence && Servers.AsSpan().SequenceEqual(other.Servers.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as ServiceDefinition);

    public override int GetHashCode() => _hash;
}
