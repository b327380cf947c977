using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Core.Transport;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Compare;

/// <summary>What is read of a node to compare it.</summary>
/// <param name="Table">Its virtual services.</param>
/// <param name="HostName">Its host name; null when it cannot be read.</param>
/// <param name="Addresses">Its own addresses; null when they cannot be read.</param>
/// <param name="Hz">Jiffies in a second of its kernel; null when they are not known.</param>
internal sealed record NodeReading(IpvsTable Table, string? HostName, LocalAddresses? Addresses, int? Hz)
{
    /// <summary>Whether a time of its table is in jiffies whose length is not known.</summary>
    public bool NeedsGuess => Hz is null && Table.Services.Any(service => service.Persistence is not null);

    /// <summary>What is read.</summary>
    public static ImmutableArray<Fact> Facts => [IpvsTable.Once, KernelHostName.Fact, LocalAddresses.Fact, KernelHz.Fact];

    /// <summary>Reads a node in one round trip.</summary>
    /// <exception cref="FactUnavailableException">Its table cannot be read.</exception>
    public static NodeReading Of(INodeConnection connection, CancellationToken cancellationToken)
    {
        var facts = new FactSet(connection.Probe(ProbeBatch.Of(Facts.SelectMany(fact => fact.Items)), cancellationToken));
        return new NodeReading(
            facts.Get(IpvsTable.Once),
            facts.TryGet(KernelHostName.Fact, out var host, out _) ? host.Name : null,
            facts.TryGet(LocalAddresses.Fact, out var addresses, out _) ? addresses : null,
            facts.TryGet(KernelHz.Fact, out var hz, out _) ? hz.Value : null);
    }
}
