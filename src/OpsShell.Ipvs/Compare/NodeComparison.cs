namespace OpsShell.Ipvs.Compare;

/// <summary>Compares nodes with each other.</summary>
/// <param name="reference">The nodes that say what is right.</param>
/// <param name="nodePortRange">First and last port of NodePorts.</param>
/// <param name="excludeNodePort">Leaves NodePorts out.</param>
internal sealed class NodeComparison(NodeSet reference, (int First, int Last) nodePortRange, bool excludeNodePort) : IIpvsComparison
{
    private readonly Lock _lock = new();
    private readonly FleetTables _tables = new(reference.Capacity);

    /// <inheritdoc/>
    public void Add(int node, NodeReading reading)
    {
        var services = NodeServices.Of(reading.Table, new NodePorts(reading.Addresses, nodePortRange.First, nodePortRange.Last), excludeNodePort, reading.Hz);
        lock (_lock)
            _tables.Add(node, services);
    }

    /// <inheritdoc/>
    public DeviationTally Result() => _tables.Compare(reference);
}
