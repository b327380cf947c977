namespace OpsShell.Core.Nodes;

/// <summary>What one term of a selector selects by.</summary>
public enum SelectorTermKind
{
    /// <summary>A name or range of names (<c>web[01-40]</c>), also with user and port; <c>local</c>, <c>localhost</c> and <c>.</c>.</summary>
    Name,

    /// <summary>A pattern that the inventory's names are matched with (<c>web*</c>); <c>*</c> alone is all nodes.</summary>
    Glob,

    /// <summary><c>@group</c>, also with ranges and patterns.</summary>
    Group,

    /// <summary><c>label=value</c> or <c>label!=value</c>; the value may be a pattern.</summary>
    Label,

    /// <summary><c>root:/path</c>: a machine's root mounted elsewhere.</summary>
    HostRoot,

    /// <summary><c>snapshot:FILE</c>: recorded nodes; a pattern names several.</summary>
    Snapshot,
}
