using System.Collections.Immutable;

namespace OpsShell.Core.Nodes.Inventories;

/// <summary>What nodes get from a set of groups and from the defaults of all. Computed once for each set that occurs.</summary>
internal sealed class Inheritance
{
    private readonly Dictionary<string, (NodeShape Shape, ImmutableSortedDictionary<string, string> Labels)> _withOwn = new(StringComparer.Ordinal);

    private Inheritance(Definitions definitions, ImmutableSortedSet<string> groups)
    {
        Definitions = definitions;
        Groups = groups;
        Plain = (definitions.ToShape(), definitions.ToLabels());
    }

    /// <summary>All settings and labels that are passed down.</summary>
    public Definitions Definitions { get; }

    /// <summary>The groups and those above them.</summary>
    public ImmutableSortedSet<string> Groups { get; }

    private (NodeShape Shape, ImmutableSortedDictionary<string, string> Labels) Plain { get; }

    /// <summary>
    /// Of the groups that give a value, those count that have no other such group within them: the nearest. When several
    /// such groups are left they must agree.
    /// </summary>
    /// <exception cref="InventoryException">Two groups, neither within the other, give different values.</exception>
    public static Inheritance Of(IReadOnlyCollection<GroupEntry> direct, Definitions defaults, string exampleHost)
    {
        var all = direct.Concat(direct.SelectMany(group => group.Ancestors)).ToHashSet();
        var merged = new Definitions();
        foreach (var key in all.SelectMany(group => group.Definitions.All).Select(definition => definition.Key).Distinct().ToList())
        {
            var givers = all.Where(group => group.Definitions.Find(key) is not null).ToList();
            var nearest = givers.Where(group => !givers.Exists(other => other.Ancestors.Contains(group))).ToList();
            foreach (var group in nearest)
                AddAgreed(merged, group, group.Definitions.Find(key)!, exampleHost);
        }
        merged.Fill(defaults);
        return new Inheritance(merged, all.Select(group => group.Name).ToImmutableSortedSet(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The shape and labels of a host; hosts that say the same share the result.</summary>
    public (NodeShape Shape, ImmutableSortedDictionary<string, string> Labels) With(Definitions? own)
    {
        if (own is null || own.Count == 0)
            return Plain;
        var key = own.ToKey();
        if (_withOwn.TryGetValue(key, out var known))
            return known;
        var merged = new Definitions();
        merged.Fill(own);
        merged.Fill(Definitions);
        return _withOwn[key] = (merged.ToShape(), merged.ToLabels());
    }

    private static void AddAgreed(Definitions merged, GroupEntry group, Definition definition, string host)
    {
        if (merged.Find(definition.Key) is { } other && other.Text != definition.Text)
            throw new InventoryException(
                definition.Place,
                $"host '{host}' gets {definition.Key} '{definition.Text}' here, from group '{group.Name}', and '{other.Text}' at "
                + $"{other.Place}; say it on the host, or put one group within the other");
        merged.Add(definition, group.Name);
    }
}
