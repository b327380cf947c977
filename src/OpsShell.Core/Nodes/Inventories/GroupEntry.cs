namespace OpsShell.Core.Nodes.Inventories;

/// <summary>A group while an inventory is put together.</summary>
internal sealed class GroupEntry(string name, SourcePlace place)
{
    public string Name { get; } = name;

    public SourcePlace Place { get; } = place;

    public Definitions Definitions { get; } = new();

    /// <summary>Names of groups within it, and where they are named.</summary>
    public List<(string Name, SourcePlace Place)> Children { get; } = [];

    /// <summary>The groups that it is directly in.</summary>
    public List<GroupEntry> Parents { get; } = [];

    /// <summary>All groups above it; filled when all groups are known.</summary>
    public HashSet<GroupEntry> Ancestors { get; } = [];
}
