using System.Collections.Immutable;

namespace OpsShell.Core.Nodes.Inventories;

/// <summary>
/// Puts an inventory together from what a reader found, in whatever order it found it. Hosts that are named several times
/// are merged.
/// </summary>
internal sealed class InventoryBuilder(string file)
{
    private readonly Dictionary<string, HostEntry> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<HostEntry> _order = [];

    /// <summary>The groups.</summary>
    public GroupTree Groups { get; } = new();

    /// <summary>What all nodes get.</summary>
    public Definitions Defaults { get; } = new();

    /// <summary>Adds the hosts that a text names.</summary>
    /// <param name="text">A name, range or address, or several joined by commas.</param>
    /// <param name="place">Where the text stands.</param>
    /// <param name="own">What is said about each of them, or null.</param>
    /// <param name="groups">The groups that they are directly in.</param>
    /// <exception cref="InventoryException">A name is wrong, or says something else than another place.</exception>
    public void AddHosts(string text, SourcePlace place, Definitions? own, params ReadOnlySpan<GroupEntry> groups)
    {
        foreach (var name in Expand(text, place))
        {
            var host = IsPlain(name) ? Named(name, place, own) : Addressed(name, place, own);
            foreach (var group in groups)
            {
                if (!host.Groups.Contains(group))
                    host.Groups.Add(group);
            }
        }
    }

    /// <exception cref="InventoryException">Groups or settings contradict each other.</exception>
    public Inventory Build()
    {
        Groups.Link();
        var inheritances = new Dictionary<string, Inheritance>(StringComparer.Ordinal);
        var ids = Groups.All.Select((group, index) => (group, index)).ToDictionary(pair => pair.group, pair => pair.index);
        var nodes = ImmutableArray.CreateBuilder<Node>(_order.Count);
        foreach (var host in _order)
        {
            var key = string.Join(',', host.Groups.Select(group => ids[group]).Order());
            if (!inheritances.TryGetValue(key, out var inheritance))
                inheritances[key] = inheritance = Inheritance.Of(host.Groups, Defaults, host.Name);
            nodes.Add(ToNode(host, inheritance));
        }
        return new Inventory(file, nodes.MoveToImmutable(), Groups.All.Select(group => group.Name), jumpPlaces: JumpPlaces());
    }

    /// <summary>Where each jump chain is written, for errors that show only when chains are followed. Chains are told apart as objects.</summary>
    private Dictionary<ImmutableArray<Node>, SourcePlace> JumpPlaces()
    {
        var places = new Dictionary<ImmutableArray<Node>, SourcePlace>();
        var all = _order.Select(host => host.Own).Concat(Groups.All.Select(group => group.Definitions)).Append(Defaults);
        foreach (var jump in all.Select(definitions => definitions?.Find("jump")).OfType<Definition>())
            places.TryAdd((ImmutableArray<Node>)jump.Value, jump.Place);
        return places;
    }

    private static IReadOnlyList<string> Expand(string text, SourcePlace place)
    {
        try
        {
            return NodeRange.Expand(text);
        }
        catch (SelectorException error)
        {
            throw new InventoryException(place.Right(error.Column - 1), error.Reason, error);
        }
    }

    private static bool IsPlain(string name) => name.AsSpan().IndexOfAny('@', ':') < 0;

    private HostEntry Named(string name, SourcePlace place, Definitions? own)
    {
        if (NodeName.Problem(name) is { } problem || (problem = BracketProblem(name)) is not null)
            throw new InventoryException(place, problem);
        return Entry(name, place, own);
    }

    private HostEntry Addressed(string text, SourcePlace place, Definitions? own)
    {
        try
        {
            var address = NodeAddress.Parse(text);
            var merged = new Definitions();
            if (address.Port is { } port)
            {
                merged.Add(new Definition("address", address.Host, address.Host, place), text);
                merged.Add(new Definition("port", text[(text.LastIndexOf(':') + 1)..], port, place), text);
            }
            if (address.UserName is { } user)
                merged.Add(new Definition("user", user, user, place), text);
            if (own is not null)
                merged.AddAll(own, $"host '{address.Name}'");
            return Entry(address.Name, place, merged);
        }
        catch (FormatException error)
        {
            throw new InventoryException(place, error.Message, error);
        }
    }

    private static string? BracketProblem(string name) =>
        name.AsSpan().IndexOfAny('[', ']') >= 0 ? $"'{name}' has brackets that are neither a range nor an IPv6 address" : null;

    private HostEntry Entry(string name, SourcePlace place, Definitions? own)
    {
        if (!_hosts.TryGetValue(name, out var host))
        {
            if (_order.Count == NodeRange.MaximumNames)
                throw new InventoryException(place, $"the inventory has more than {NodeRange.MaximumNames:N0} hosts, the limit");
            _order.Add(_hosts[name] = host = new HostEntry(name, own));
            return host;
        }
        if (own is not null && own != host.Own)
        {
            var merged = new Definitions();
            merged.AddAll(host.Own ?? merged, name);
            merged.AddAll(own, $"host '{host.Name}'");
            host.Own = merged;
        }
        return host;
    }

    private Node ToNode(HostEntry host, Inheritance inheritance)
    {
        var (shape, labels) = inheritance.With(host.Own);
        return new Node
        {
            Name = host.Name,
            Transport = shape.Transport,
            Ssh = ForHost(shape.Ssh, host.Name),
            Groups = inheritance.Groups,
            Labels = labels,
            Source = file,
        };
    }

    private static SshSettings ForHost(SshSettings ssh, string name)
    {
        if (ssh.HostName?.Contains("%h", StringComparison.Ordinal) == true)
            ssh = ssh with { HostName = ssh.HostName.Replace("%h", name, StringComparison.Ordinal) };
        if (ssh.HostKeyAlias?.Contains("%h", StringComparison.Ordinal) == true)
            ssh = ssh with { HostKeyAlias = ssh.HostKeyAlias.Replace("%h", name, StringComparison.Ordinal) };
        return ssh;
    }

    private sealed class HostEntry(string name, Definitions? own)
    {
        public string Name { get; } = name;

        public Definitions? Own { get; set; } = own;

        public List<GroupEntry> Groups { get; } = [];
    }
}
