using System.Collections.Immutable;

namespace OpsShell.Core.Nodes;

/// <summary>
/// The nodes and groups of one file. Names of nodes and groups are compared without case, as DNS does. The hops of a node's
/// <see cref="SshSettings.ProxyJump"/> are here as written; <see cref="NodeDirectory"/> looks them up.
/// </summary>
public sealed class Inventory
{
    private readonly IReadOnlyDictionary<ImmutableArray<Node>, SourcePlace> _jumpPlaces;
    private readonly Lazy<Dictionary<string, Node>> _byName;
    private readonly Lazy<Dictionary<string, ImmutableArray<Node>>> _byGroup;

    internal Inventory(string? file, ImmutableArray<Node> nodes, IEnumerable<string> groups, SshConfig? sshConfig = null,
        IReadOnlyDictionary<ImmutableArray<Node>, SourcePlace>? jumpPlaces = null)
    {
        File = file;
        Nodes = nodes;
        SshConfig = sshConfig;
        _jumpPlaces = jumpPlaces ?? ImmutableDictionary<ImmutableArray<Node>, SourcePlace>.Empty;
        GroupNames = groups.ToImmutableSortedSet(StringComparer.OrdinalIgnoreCase);
        _byName = new(() => Nodes.ToDictionary(node => node.Name, StringComparer.OrdinalIgnoreCase));
        _byGroup = new(FindMembers);
    }

    /// <summary>An inventory without nodes.</summary>
    public static Inventory Empty { get; } = new(null, [], []);

    /// <summary>The file that it was read from, or null.</summary>
    public string? File { get; }

    /// <summary>All nodes, in order of first mention.</summary>
    public ImmutableArray<Node> Nodes { get; }

    /// <summary>All groups, also those without nodes.</summary>
    public ImmutableSortedSet<string> GroupNames { get; }

    /// <summary>The ssh_config that the inventory was read from, when it is one; then it takes the place of <c>~/.ssh/config</c>.</summary>
    internal SshConfig? SshConfig { get; }

    /// <summary>The node of a name, or null.</summary>
    public Node? Find(string name) => _byName.Value.GetValueOrDefault(name);

    /// <summary>The nodes in a group, also through groups within it, in order of the inventory; empty for an unknown group.</summary>
    public ImmutableArray<Node> InGroup(string group) => _byGroup.Value.GetValueOrDefault(group, []);

    /// <summary>Where the jump chain of a node of this inventory is written; null when it is from elsewhere.</summary>
    internal SourcePlace? JumpPlace(ImmutableArray<Node> chain) => _jumpPlaces.TryGetValue(chain, out var place) ? place : null;

    private Dictionary<string, ImmutableArray<Node>> FindMembers()
    {
        var members = new Dictionary<string, ImmutableArray<Node>.Builder>(StringComparer.OrdinalIgnoreCase);
        foreach (var node in Nodes)
        {
            foreach (var group in node.Groups)
            {
                if (!members.TryGetValue(group, out var list))
                    members[group] = list = ImmutableArray.CreateBuilder<Node>();
                list.Add(node);
            }
        }
        return members.ToDictionary(pair => pair.Key, pair => pair.Value.ToImmutable(), StringComparer.OrdinalIgnoreCase);
    }
}
