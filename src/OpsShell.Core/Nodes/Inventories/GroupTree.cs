using OpsShell.Core.Text;

namespace OpsShell.Core.Nodes.Inventories;

/// <summary>The groups of an inventory and which is within which.</summary>
internal sealed class GroupTree
{
    private readonly Dictionary<string, GroupEntry> _groups = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<GroupEntry> All => _groups.Values;

    /// <summary>The group of a name; made when it is new.</summary>
    /// <exception cref="InventoryException">It cannot be a group's name.</exception>
    public GroupEntry GetOrAdd(string name, SourcePlace place)
    {
        if (_groups.TryGetValue(name, out var known))
            return known;
        if (!Selection.LabelKey.IsValidGroup(name))
            throw new InventoryException(place, $"'{name}' cannot be a group's name; letters, digits and . _ - / : can");
        return _groups[name] = new GroupEntry(name, place);
    }

    /// <summary>Links children with parents and finds all ancestors.</summary>
    /// <exception cref="InventoryException">A child is not defined, or a group is within itself.</exception>
    public void Link()
    {
        foreach (var group in _groups.Values)
        {
            foreach (var (name, place) in group.Children)
                Child(name, place).Parents.Add(group);
        }
        var done = new HashSet<GroupEntry>();
        foreach (var group in _groups.Values)
            FindAncestors(group, done, []);
    }

    private GroupEntry Child(string name, SourcePlace place) =>
        _groups.TryGetValue(name, out var child)
            ? child
            : throw new InventoryException(place, $"there is no group '{name}'.{NearMatch.Question(name, _groups.Keys)}");

    private static void FindAncestors(GroupEntry group, HashSet<GroupEntry> done, List<GroupEntry> path)
    {
        if (done.Contains(group))
            return;
        if (path.Contains(group))
            throw new InventoryException(group.Place, $"the group '{group.Name}' is within itself: {Loop(group, path)}");
        if (path.Count > DocumentValue.MaximumDepth)
            throw new InventoryException(group.Place, $"groups are within groups deeper than {DocumentValue.MaximumDepth} levels");
        path.Add(group);
        foreach (var parent in group.Parents)
        {
            FindAncestors(parent, done, path);
            group.Ancestors.Add(parent);
            group.Ancestors.UnionWith(parent.Ancestors);
        }
        path.RemoveAt(path.Count - 1);
        done.Add(group);
    }

    private static string Loop(GroupEntry group, List<GroupEntry> path) =>
        string.Join(" in ", path.SkipWhile(entry => entry != group).Append(group).Select(entry => $"'{entry.Name}'"));
}
