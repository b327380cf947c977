using System.Collections.Immutable;
using OpsShell.Core.Nodes.Selection;
using OpsShell.Core.Text;

namespace OpsShell.Core.Nodes.Inventories;

/// <summary>A setting or label that a file gives, and where.</summary>
/// <param name="Key">The setting's key, or <c>labels.KEY</c>.</param>
/// <param name="Text">The value as written; two places agree when their texts are equal.</param>
/// <param name="Value">The value as understood.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record Definition(string Key, string Text, object Value, SourcePlace Place)
{
    public const string LabelPrefix = "labels.";

    public bool IsLabel => Key.StartsWith(LabelPrefix, StringComparison.Ordinal);

    /// <exception cref="InventoryException">The key or the value cannot be a label's.</exception>
    public static Definition Label(string key, string value, SourcePlace keyPlace, SourcePlace place)
    {
        if (!LabelKey.IsValid(key))
            throw new InventoryException(keyPlace, $"'{key}' cannot be a label's name; letters, digits and . _ - / can");
        return new Definition(LabelPrefix + key, value, value, place);
    }

    /// <exception cref="InventoryException">There is no such setting, or the value is wrong.</exception>
    public static Definition Setting(string key, ImmutableArray<string> values, InventoryFolders folders, SourcePlace keyPlace, SourcePlace place)
    {
        if (!InventorySetting.All.TryGetValue(key, out var setting))
            throw new InventoryException(keyPlace, $"there is no setting '{key}'.{NearMatch.Question(key, InventorySetting.All.Keys)}");
        if (values.Length != 1 && !setting.IsList)
            throw new InventoryException(place, $"'{setting.Key}' takes one value, not {values.Length}");
        try
        {
            return new Definition(setting.Key, string.Join(',', values), setting.Parse(values, folders), place);
        }
        catch (FormatException error)
        {
            throw new InventoryException(place, $"{setting.Key}: {error.Message}", error);
        }
    }
}

/// <summary>The definitions of one host, of one group, or of all nodes.</summary>
internal sealed class Definitions
{
    private readonly Dictionary<string, Definition> _byKey = new(StringComparer.Ordinal);

    public int Count => _byKey.Count;

    public IEnumerable<Definition> All => _byKey.Values;

    public Definition? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>Adds one; the same value again is no harm.</summary>
    /// <exception cref="InventoryException">Another place gives another value; the message names both.</exception>
    public void Add(Definition definition, string owner)
    {
        if (_byKey.TryAdd(definition.Key, definition))
            return;
        var first = _byKey[definition.Key];
        if (first.Text != definition.Text)
            throw new InventoryException(
                definition.Place, $"{owner} has {definition.Key} '{definition.Text}' here and '{first.Text}' at {first.Place}; keep one");
    }

    public void AddAll(Definitions others, string owner)
    {
        foreach (var definition in others.All)
            Add(definition, owner);
    }

    /// <summary>Adds what is not yet there.</summary>
    public void Fill(Definitions others)
    {
        foreach (var definition in others.All)
            _byKey.TryAdd(definition.Key, definition);
    }

    /// <summary>A text that is equal for definitions that say the same.</summary>
    public string ToKey() => string.Join('\n', _byKey.Values.OrderBy(definition => definition.Key, StringComparer.Ordinal).Select(definition => $"{definition.Key}={definition.Text.Length}:{definition.Text}"));

    public NodeShape ToShape() =>
        _byKey.Values.Where(definition => !definition.IsLabel)
            .Aggregate(NodeShape.Default, (shape, definition) => InventorySetting.All[definition.Key].Apply(shape, definition.Value));

    public ImmutableSortedDictionary<string, string> ToLabels() =>
        _byKey.Values.Where(definition => definition.IsLabel)
            .ToImmutableSortedDictionary(definition => definition.Key[Definition.LabelPrefix.Length..], definition => definition.Text, StringComparer.Ordinal);
}
