using OpsShell.Ipvs.Compare;

namespace OpsShell.Ipvs.Kubernetes;

/// <summary>Compares each node with a cluster.</summary>
/// <param name="nodes">How many nodes there are.</param>
/// <param name="comparison">Compares one.</param>
internal sealed class ClusterPass(int nodes, ClusterComparison comparison) : IIpvsComparison
{
    private readonly Lock _lock = new();
    private readonly DeviationTally _tally = new(nodes);

    /// <inheritdoc/>
    public void Add(int node, NodeReading reading)
    {
        var deviations = comparison.Compare(reading.Table, reading.HostName, reading.Hz).ToList();
        lock (_lock)
            deviations.ForEach(deviation => _tally.Add(deviation, node));
    }

    /// <inheritdoc/>
    public DeviationTally Result() => _tally;
}
