using System.Buffers;
using System.Collections;
using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Writes objects as lines of delimited text.</summary>
/// <param name="delimiter">What parts the fields.</param>
/// <param name="quotes">Which fields are quoted.</param>
/// <param name="quoteFields">The columns to quote, and no others; null to go by <paramref name="quotes"/>.</param>
internal sealed class CsvFormatter(char delimiter, BaseCsvWritingCommand.QuoteKind quotes, string[]? quoteFields)
{
    private readonly SearchValues<char> _needsQuotes = SearchValues.Create([delimiter, '\n', '"']);
    private readonly HashSet<string>? _quoteFields = quoteFields?.ToHashSet(StringComparer.OrdinalIgnoreCase);
    private readonly StringBuilder _line = new();

    /// <summary>The columns that an object has: the keys of a dictionary, or the properties.</summary>
    public static IReadOnlyList<string> ColumnsOf(PSObject item)
    {
        if (item.BaseObject is not IDictionary dictionary)
            return [.. item.Properties.Select(property => property.Name)];
        var keys = dictionary.Keys.Cast<object>().Select(key => LanguagePrimitives.ConvertTo<string>(key));
        return [.. keys, .. item.Properties.Where(IsAdded).Select(property => property.Name)];
    }

    /// <summary>The line that tells the type of the objects.</summary>
    public static string TypeLine(PSObject item)
    {
        const string ImportedMark = "CSV:";
        var type = item.TypeNames.FirstOrDefault() ?? "";
        if (type.StartsWith(ImportedMark, StringComparison.OrdinalIgnoreCase))
            type = type[ImportedMark.Length..];
        return $"#TYPE {type}".TrimEnd();
    }

    /// <summary>The line of column names.</summary>
    public string Header(IReadOnlyList<string> columns) => Join(columns, column => column);

    /// <summary>The line of an object; a column that it lacks is empty.</summary>
    public string Row(PSObject item, IReadOnlyList<string> columns) => Join(columns, column => ValueOf(item, column));

    private string Join(IReadOnlyList<string> columns, Func<string, string?> value)
    {
        _line.Clear();
        for (var i = 0; i < columns.Count; i++)
        {
            if (i > 0)
                _line.Append(delimiter);
            if (value(columns[i]) is { } text)
                Append(columns[i], text);
        }
        return _line.ToString();
    }

    private void Append(string column, string text)
    {
        if (IsQuoted(column, text))
            _line.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        else
            _line.Append(text);
    }

    private bool IsQuoted(string column, string text) => _quoteFields?.Contains(column) ?? quotes switch
    {
        BaseCsvWritingCommand.QuoteKind.Always => true,
        BaseCsvWritingCommand.QuoteKind.AsNeeded => text.AsSpan().ContainsAny(_needsQuotes),
        _ => false,
    };

    private static string? ValueOf(PSObject item, string column)
    {
        if (item.BaseObject is IDictionary dictionary && dictionary.Contains(column))
            return dictionary[column]?.ToString();
        try
        {
            return item.Properties[column]?.Value?.ToString();
        }
        // What cannot be read is an empty field, not the end of the table.
        catch (Exception e) when (e is not PipelineStoppedException)
        {
            return null;
        }
    }

    private static bool IsAdded(PSPropertyInfo property) =>
        property.MemberType is not (PSMemberTypes.Property or PSMemberTypes.Dynamic);
}
