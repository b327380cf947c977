using System.Collections.Immutable;
using OpsShell.Core.Text;

namespace OpsShell.Core.Nodes.Selection;

/// <summary>Looks up what selectors name. The inventory is read only when a term needs it.</summary>
/// <param name="inventory">The inventory.</param>
/// <param name="places">Where an inventory was looked for, for messages.</param>
/// <param name="folder">Where relative paths of recordings and mounted roots start.</param>
internal sealed class SelectorEvaluator(Lazy<Inventory> inventory, string places, string folder)
{
    private readonly List<Node> _selected = [];
    private readonly Dictionary<string, Node> _byIdentity = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The nodes, in order of mention and of the inventory, each once.</summary>
    /// <exception cref="SelectorException">A term names nothing, or nothing is left.</exception>
    public IReadOnlyList<Node> Evaluate(IReadOnlyCollection<NodeSelector> selectors)
    {
        if (selectors.Count > 0 && selectors.All(selector => selector.IsExclusionOnly))
            AddAll(All(selectors.First().Text, 1), selectors.First().Text, 1);
        foreach (var selector in selectors)
            Include(selector);
        var excluded = selectors.SelectMany(selector => selector.Terms
            .Where(term => term.Operation == SelectorOperation.Exclude)
            .Select(term => Predicate(term, selector.Text))).ToList();
        var left = excluded.Count == 0 ? _selected : _selected.FindAll(node => !excluded.Exists(matches => matches(node)));
        return left.Count > 0 || selectors.Count == 0
            ? left
            : throw new SelectorException(selectors.First().Text, 1, "no node is left after what is excluded");
    }

    private void Include(NodeSelector selector)
    {
        // '&' works on what this selector has selected so far, not on what the selectors before it have.
        var outer = _selected.ToList();
        var intersects = selector.Terms.Any(term => term.Operation == SelectorOperation.Intersect);
        if (intersects)
            Reset([]);
        foreach (var term in selector.Terms)
        {
            if (term.Operation == SelectorOperation.Add)
                AddAll(Nodes(term, selector.Text), selector.Text, term.Column);
            else if (term.Operation == SelectorOperation.Intersect)
                Keep(Predicate(term, selector.Text), selector.Text, term);
        }
        if (intersects)
            Reset(outer.Concat(_selected.ToList()).DistinctBy(Identity, StringComparer.OrdinalIgnoreCase).ToList());
    }

    private void Keep(Predicate<Node> matches, string selector, SelectorTerm term)
    {
        Reset(_selected.FindAll(matches));
        if (_selected.Count == 0)
            throw new SelectorException(selector, term.Column, "no node is on both sides of '&'");
    }

    private void Reset(List<Node> nodes)
    {
        _selected.Clear();
        _byIdentity.Clear();
        foreach (var node in nodes)
        {
            _selected.Add(node);
            _byIdentity[Identity(node)] = node;
        }
    }

    private void AddAll(IEnumerable<Node> nodes, string selector, int column)
    {
        foreach (var node in nodes)
        {
            if (_byIdentity.TryAdd(Identity(node), node))
                _selected.Add(node);
            else if (_byIdentity[Identity(node)] is var other && !ReferenceEquals(other, node) && Contradicts(other, node))
                throw new SelectorException(selector, column, $"'{node.Name}' is selected twice with different logins; name it once");
            if (_selected.Count > NodeRange.MaximumNames)
                throw new SelectorException(selector, column, $"this selects more than {NodeRange.MaximumNames:N0} nodes, which is the limit");
        }
    }

    private static bool Contradicts(Node one, Node other) =>
        one.Ssh.UserName != other.Ssh.UserName || one.Ssh.Port != other.Ssh.Port || one.Ssh.HostName != other.Ssh.HostName;

    /// <summary>Recordings and mounted roots may share a name (before and after a change); their path tells them apart.</summary>
    private static string Identity(Node node) => node.Path is null ? node.Name : $"{node.Transport}:{node.Path}";

    private IEnumerable<Node> Nodes(SelectorTerm term, string selector) => term.Kind switch
    {
        SelectorTermKind.HostRoot => AdHocNodes.Roots(term, selector, folder),
        SelectorTermKind.Snapshot => AdHocNodes.Snapshots(term, selector, folder),
        SelectorTermKind.Glob => Matching(term, selector),
        SelectorTermKind.Group => Groups(term, selector).SelectMany(group => inventory.Value.InGroup(group)),
        SelectorTermKind.Label => Labelled(term, selector),
        _ => NodeRange.Parse(term.Text, selector, term.Column - 1).Names().Select(name => Named(name, selector, term.Column)),
    };

    private ImmutableArray<Node> All(string selector, int column) =>
        inventory.Value.Nodes.IsEmpty ? throw NoInventory(selector, column) : inventory.Value.Nodes;

    private Node Named(string name, string selector, int column)
    {
        if (name == "." || (inventory.Value.Find(name) is null && name is "local" or "localhost"))
            return Node.LocalMachine();
        if (inventory.Value.Find(name) is { } known)
            return known;
        try
        {
            return Addressed(NodeAddress.Parse(name));
        }
        catch (FormatException error)
        {
            throw new SelectorException(selector, column, error.Message);
        }
    }

    /// <summary>A node of the inventory with another login or port, or one that is in no inventory.</summary>
    private Node Addressed(NodeAddress address)
    {
        var known = inventory.Value.Find(address.Name) ?? (address.IsPlain ? null : inventory.Value.Find(address.Host));
        if (known is not null)
            return known with { Ssh = known.Ssh with { UserName = address.UserName ?? known.Ssh.UserName, Port = address.Port ?? known.Ssh.Port } };
        var ssh = address.IsPlain
            ? SshSettings.Default
            : new SshSettings { HostName = address.Port is null ? null : address.Host, UserName = address.UserName, Port = address.Port };
        return new Node { Name = address.Name, Ssh = ssh };
    }

    private IEnumerable<Node> Matching(SelectorTerm term, string selector)
    {
        var all = All(selector, term.Column);
        if (term.Text == "*")
            return all;
        var found = new List<Node>();
        foreach (var pattern in NodeRange.Parse(term.Text, selector, term.Column - 1).Names())
        {
            var before = found.Count;
            found.AddRange(all.Where(node => GlobPattern.Matches(pattern, node.Name, ignoreCase: true)));
            if (found.Count == before)
                throw new SelectorException(
                    selector, term.Column, $"no node of {inventory.Value.File} matches '{pattern}'.{NearMatch.Question(pattern.Trim('*', '?'), all.Select(node => node.Name))}");
        }
        return found;
    }

    private List<string> Groups(SelectorTerm term, string selector)
    {
        var known = inventory.Value.GroupNames;
        if (known.IsEmpty)
            throw inventory.Value.Nodes.IsEmpty
                ? NoInventory(selector, term.Column)
                : new SelectorException(selector, term.Column, $"{inventory.Value.File} has no groups");
        var found = new List<string>();
        foreach (var pattern in NodeRange.Parse(term.Text, selector, term.Column - 1).Names())
        {
            var matches = known.Contains(pattern) ? [pattern] : known.Where(group => GlobPattern.Matches(pattern, group, ignoreCase: true)).ToList();
            if (matches.Count == 0)
                throw new SelectorException(
                    selector, term.Column, $"{inventory.Value.File} has no group '{pattern}'.{NearMatch.Question(pattern, known)}");
            found.AddRange(matches);
        }
        if (found.TrueForAll(group => inventory.Value.InGroup(group).IsEmpty))
            throw new SelectorException(selector, term.Column, $"the group '{term.Text}' has no nodes");
        return found;
    }

    private List<Node> Labelled(SelectorTerm term, string selector)
    {
        var found = All(selector, term.Column).Where(node => HasLabel(node, term)).ToList();
        if (found.Count > 0)
            return found;
        var labels = inventory.Value.Nodes.SelectMany(node => node.Labels).ToList();
        var values = labels.Where(label => label.Key == term.Label).Select(label => label.Value).Distinct(StringComparer.Ordinal).ToList();
        var near = values.Count > 0
            ? NearMatch.Question(term.Text, values)
            : NearMatch.Question(term.Label, labels.Select(label => label.Key).Distinct(StringComparer.Ordinal));
        throw new SelectorException(selector, term.Column, $"no node has the label {term.Label}{(term.Negated ? "!=" : "=")}{term.Text}.{near}");
    }

    private static bool HasLabel(Node node, SelectorTerm term) =>
        (node.Labels.TryGetValue(term.Label, out var value) && GlobPattern.Matches(term.Text, value)) != term.Negated;

    /// <summary>Whether a node is one that the term names, also when it is in no inventory.</summary>
    private Predicate<Node> Predicate(SelectorTerm term, string selector)
    {
        switch (term.Kind)
        {
            case SelectorTermKind.Label:
                return node => HasLabel(node, term);
            case SelectorTermKind.Group:
                var groups = Groups(term, selector);
                return node => groups.Exists(node.Groups.Contains);
            case SelectorTermKind.Glob:
                var patterns = NodeRange.Parse(term.Text, selector, term.Column - 1).Names().ToList();
                return node => patterns.Exists(pattern => GlobPattern.Matches(pattern, node.Name, ignoreCase: true));
            default:
                var identities = Nodes(term, selector).Select(Identity).ToHashSet(StringComparer.OrdinalIgnoreCase);
                return node => identities.Contains(Identity(node));
        }
    }

    private SelectorException NoInventory(string selector, int column) =>
        new(selector, column, inventory.Value.File is { } file
            ? $"the inventory {file} has no nodes"
            : $"there is no inventory: {places}. Write one, or name one with -Inventory FILE or OPSSHELL_INVENTORY");
}
