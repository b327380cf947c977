using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Compare;

/// <summary>
/// The tables of many nodes, folded together as they come: each different definition of a service is kept once, with the set
/// of nodes that have it, so that memory grows with what differs and not with services times nodes. For one thread at a time.
/// </summary>
/// <param name="capacity">How many nodes there are.</param>
internal sealed class FleetTables(int capacity)
{
    private const string Draining = "weight 0: it takes no new connections, and goes with its last one";

    private readonly Dictionary<ServiceName, Dictionary<ServiceDefinition, NodeSet>> _services = [];

    /// <summary>The nodes that have been added.</summary>
    public NodeSet Nodes { get; } = new(capacity);

    public void Add(int node, Dictionary<ServiceName, ServiceDefinition> services)
    {
        Nodes.Add(node);
        foreach (var (name, definition) in services)
        {
            if (!_services.TryGetValue(name, out var definitions))
                _services[name] = definitions = new(1);
            if (!definitions.TryGetValue(definition, out var nodes))
                definitions[definition] = nodes = new NodeSet(capacity);
            nodes.Add(node);
        }
    }

    /// <summary>
    /// In what the nodes differ from what most nodes of the reference have: a service, or a real server of it, is expected when at
    /// least half of them have it, and of its values that which most have.
    /// </summary>
    public DeviationTally Compare(NodeSet reference)
    {
        var tally = new DeviationTally(capacity);
        var known = reference.And(Nodes);
        foreach (var (name, definitions) in _services)
        {
            if (definitions.Count > 1 || !definitions.Values.First().SameAs(Nodes))
                Compare(name, definitions, known, tally);
        }
        return tally;
    }

    private void Compare(ServiceName name, Dictionary<ServiceDefinition, NodeSet> definitions, NodeSet reference, DeviationTally tally)
    {
        var present = Union(definitions.Values);
        var presentInReference = present.CountIn(reference);
        if (presentInReference == 0 || 2 * presentInReference < reference.Count)
        {
            foreach (var (definition, nodes) in definitions)
                tally.Add(new Deviation(name, IpvsDifferenceKind.ExtraService, null, "", Describe(definition)), nodes);
            return;
        }
        tally.Add(new Deviation(name, IpvsDifferenceKind.MissingService, null, Describe(MostHave(definitions, reference, one => one).Value), ""), Nodes.Without(present));
        CompareValue(definitions, reference, definition => definition.Scheduler, (expected, actual) => new Deviation(name, IpvsDifferenceKind.WrongScheduler, null, expected, actual), tally);
        CompareValue(definitions, reference, definition => definition.Persistence, (expected, actual) => new Deviation(name, IpvsDifferenceKind.WrongPersistence, null, expected, actual), tally);
        CompareServers(name, definitions, present, reference, tally);
    }

    private void CompareServers(ServiceName name, Dictionary<ServiceDefinition, NodeSet> definitions, NodeSet present, NodeSet reference, DeviationTally tally)
    {
        var entries = new Dictionary<IpvsEndpoint, Dictionary<ServerEntry, NodeSet>>();
        foreach (var (definition, nodes) in definitions)
        {
            foreach (var server in definition.Servers)
            {
                if (!entries.TryGetValue(server.Endpoint, out var known))
                    entries[server.Endpoint] = known = new(1);
                if (!known.TryGetValue(server, out var set))
                    known[server] = set = new NodeSet(capacity);
                set.Add(nodes);
            }
        }
        var possible = present.CountIn(reference);
        foreach (var (endpoint, variants) in entries)
            CompareServer(name, endpoint, variants, present, 2 * Union(variants.Values).CountIn(reference) >= possible, reference, tally);
    }

    private static void CompareServer(
        ServiceName name, IpvsEndpoint endpoint, Dictionary<ServerEntry, NodeSet> variants, NodeSet present, bool expected, NodeSet reference, DeviationTally tally)
    {
        if (!expected)
        {
            foreach (var (server, nodes) in variants)
                tally.Add(Graded(new Deviation(name, IpvsDifferenceKind.ExtraRealServer, endpoint, "", Describe(server)), server.Weight), nodes);
            return;
        }
        var usual = MostHave(variants, reference, one => one).Value;
        tally.Add(Graded(new Deviation(name, IpvsDifferenceKind.MissingRealServer, endpoint, Describe(usual), ""), usual.Weight), present.Without(Union(variants.Values)));
        CompareValue(variants, reference, server => Number(server.Weight), (wanted, actual) => new Deviation(name, IpvsDifferenceKind.WrongWeight, endpoint, wanted, actual), tally);
        CompareValue(variants, reference, server => server.Forward.ToString(), (wanted, actual) => new Deviation(name, IpvsDifferenceKind.WrongForward, endpoint, wanted, actual), tally);
    }

    /// <summary>How long a server drains depends on the connections that the node has, so nodes may differ in that.</summary>
    private static Deviation Graded(Deviation deviation, int weight) =>
        weight == 0 ? deviation with { Status = FindingStatus.Info, Reason = Draining } : deviation;

    private static void CompareValue<T>(
        Dictionary<T, NodeSet> variants, NodeSet reference, Func<T, string> value, Func<string, string, Deviation> deviation, DeviationTally tally) where T : notnull
    {
        if (variants.Count == 1)
            return;
        var (usual, values) = MostHave(variants, reference, value);
        foreach (var (other, nodes) in values.Where(one => one.Key != usual))
            tally.Add(deviation(usual, other), nodes);
    }

    /// <summary>The value that most nodes of the reference have; of equally many the one that the lowest node has, to be the same every time.</summary>
    private static (TValue Value, Dictionary<TValue, NodeSet> Nodes) MostHave<T, TValue>(Dictionary<T, NodeSet> variants, NodeSet reference, Func<T, TValue> value)
        where T : notnull where TValue : notnull
    {
        var values = variants.GroupBy(variant => value(variant.Key)).ToDictionary(group => group.Key, group => Union(group.Select(variant => variant.Value)));
        return (values.OrderByDescending(one => one.Value.CountIn(reference)).ThenBy(one => one.Value.Members.First()).First().Key, values);
    }

    private static NodeSet Union(IEnumerable<NodeSet> sets) => sets.Aggregate((one, other) => one.Or(other));

    private static string Describe(ServiceDefinition definition) =>
        $"{definition.Scheduler}, {Judgement.Count((ulong)definition.Servers.Length, "real server")}"
        + (definition.Persistence == "none" ? "" : $", persistent {definition.Persistence}");

    private static string Describe(ServerEntry server) => $"{server.Forward}, weight {server.Weight}";

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
