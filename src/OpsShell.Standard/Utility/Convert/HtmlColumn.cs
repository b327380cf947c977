using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>A column that the user asked for: what it shows, under which label, and how it is laid out.</summary>
internal sealed record HtmlColumn(PSPropertyExpression Expression, string? Label, string? Alignment, string? Width)
{
    private static readonly string[] _keys = ["expression", "label", "name", "alignment", "width"];

    /// <summary>The heading.</summary>
    public string Heading => Label ?? Expression.ToString();

    /// <summary>
    /// A column from a property name, a script block or a hashtable with Expression, Label, Alignment and Width.
    /// </summary>
    /// <exception cref="ArgumentException">It is none of these.</exception>
    public static HtmlColumn From(object property)
    {
        var value = property is PSObject wrapped ? wrapped.BaseObject : property;
        return value is IDictionary table ? From(table) : new(ToExpression(value), null, null, null);
    }

    /// <summary>The columns that this one is for an object: one for each name that a wildcard matches.</summary>
    public IEnumerable<HtmlColumn> Resolve(PSObject item) =>
        Expression.ResolveNames(item).Select(name => this with { Expression = name });

    private static HtmlColumn From(IDictionary table)
    {
        var entries = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in table)
            entries[FullKey(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!)] = entry.Value;
        if (entries.GetValueOrDefault("expression") is not { } expression)
            throw new ArgumentException("The hashtable of a column needs the key Expression.");
        return new(
            ToExpression(expression is PSObject wrapped ? wrapped.BaseObject : expression),
            Text(entries, "label") ?? Text(entries, "name"),
            Text(entries, "alignment"),
            Text(entries, "width"));
    }

    private static string FullKey(string key) =>
        _keys.FirstOrDefault(full => key.Length > 0 && full.StartsWith(key, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"A column has no key '{key}'; there are {string.Join(", ", _keys)}.");

    private static PSPropertyExpression ToExpression(object value) => value switch
    {
        ScriptBlock script => new(script),
        "" => throw new ArgumentException("An empty string value is not allowed."),
        _ => new(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };

    private static string? Text(Dictionary<string, object?> entries, string key) =>
        entries.GetValueOrDefault(key) is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;
}
