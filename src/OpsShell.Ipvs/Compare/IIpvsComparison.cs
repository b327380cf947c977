namespace OpsShell.Ipvs.Compare;

/// <summary>One pass over nodes, which takes them in as they are read and keeps no more than the result needs.</summary>
internal interface IIpvsComparison
{
    /// <summary>Takes a node in; on any thread.</summary>
    void Add(int node, NodeReading reading);

    /// <summary>The differences, when all nodes are in.</summary>
    DeviationTally Result();
}
