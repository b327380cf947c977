using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Compare;

/// <summary>Deviations with the nodes that have them. For one thread.</summary>
internal sealed class DeviationTally(int nodes)
{
    private readonly Dictionary<Deviation, NodeSet> _found = [];

    /// <summary>All of them, in order of the services.</summary>
    public IEnumerable<(Deviation Deviation, NodeSet Nodes)> Sorted =>
        _found.OrderBy(found => found.Key.Service).ThenBy(found => found.Key.Kind).ThenBy(found => found.Key.RealServer).ThenBy(found => found.Key.Actual, StringComparer.Ordinal)
            .Select(found => (found.Key, found.Value));

    public bool IsEmpty => _found.Count == 0;

    /// <summary>The nodes that have any.</summary>
    public NodeSet Nodes
    {
        get
        {
            var all = new NodeSet(nodes);
            foreach (var set in _found.Values)
                all.Add(set);
            return all;
        }
    }

    public void Add(Deviation deviation, int node) => SetOf(deviation).Add(node);

    public void Add(Deviation deviation, NodeSet nodes)
    {
        if (!nodes.IsEmpty)
            SetOf(deviation).Add(nodes);
    }

    /// <summary>
    /// What was there before and is there still, with the values of now; and what was there before at nodes that could not be read
    /// again.
    /// </summary>
    public static DeviationTally Persisting(DeviationTally before, DeviationTally now, NodeSet unread)
    {
        var persisting = new DeviationTally(unread.Capacity);
        var earlier = new Dictionary<(ServiceName, IpvsDifferenceKind, IpvsEndpoint?), NodeSet>();
        foreach (var (deviation, nodes) in before._found)
        {
            earlier[deviation.Identity] = earlier.TryGetValue(deviation.Identity, out var known) ? known.Or(nodes) : nodes;
            persisting.Add(deviation, nodes.And(unread));
        }
        foreach (var (deviation, nodes) in now._found)
        {
            if (earlier.TryGetValue(deviation.Identity, out var known))
                persisting.Add(deviation, nodes.And(known));
        }
        return persisting;
    }

    private NodeSet SetOf(Deviation deviation)
    {
        if (!_found.TryGetValue(deviation, out var nodesWithIt))
            _found[deviation] = nodesWithIt = new NodeSet(nodes);
        return nodesWithIt;
    }
}
