using System.Collections.Immutable;

namespace OpsShell.Core.Nodes.Inventories;

/// <summary>What CSV files and plain lists have in common: a name, and beside it keys with values.</summary>
internal static class TextTable
{
    /// <summary>Key of the groups that a line names, joined by <c>;</c>.</summary>
    public const string GroupsKey = "groups";

    private const string LabelPrefix = "label.";

    /// <summary>Several values of a setting that takes a list are joined by <c>;</c>.</summary>
    private const char Separator = ';';

    /// <summary>
    /// Adds a key and value to what is said about a host: <c>groups</c>, a setting, or else a label. <c>label.KEY</c> is always
    /// a label.
    /// </summary>
    public static void Add(
        string key, string value, SourcePlace keyPlace, SourcePlace place, InventoryFolders folders, InventoryBuilder builder,
        Definitions own, List<GroupEntry> groups)
    {
        if (key.Equals(GroupsKey, StringComparison.OrdinalIgnoreCase))
            groups.AddRange(Split(value).Select(name => builder.Groups.GetOrAdd(name, place)));
        else if (InventorySetting.All.TryGetValue(key, out var setting))
            own.Add(Definition.Setting(key, setting.IsList ? Split(value) : [value], folders, keyPlace, place), "this host");
        else
            own.Add(Definition.Label(key.StartsWith(LabelPrefix, StringComparison.Ordinal) ? key[LabelPrefix.Length..] : key, value, keyPlace, place), "this host");
    }

    private static ImmutableArray<string> Split(string value) =>
        [.. value.Split(Separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
