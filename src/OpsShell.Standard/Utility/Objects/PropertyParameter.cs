using System.Collections;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>One value of a -Property parameter: a name, a script block, or a hashtable with these.</summary>
/// <param name="Reader">Reads the property's value.</param>
/// <param name="Name">The name that the result gets, when the user gave one.</param>
/// <param name="Descending">The order of this property, when the user gave one.</param>
internal sealed record PropertyParameter(PropertyReader Reader, string? Name, bool? Descending)
{
    private const string ExpressionKey = "expression";

    /// <summary>Understands what the user gave; what it cannot be is a terminating error of the cmdlet.</summary>
    /// <param name="cmdlet">The cmdlet whose error it is.</param>
    /// <param name="values">What the user gave.</param>
    /// <param name="keys">The keys beside Expression that a hashtable may have: name, label, ascending, descending.</param>
    /// <param name="wildcards">Whether a name may have wildcards.</param>
    public static List<PropertyParameter> ParseAll(PSCmdlet cmdlet, object[]? values, string[] keys, bool wildcards = true)
    {
        var parameters = new List<PropertyParameter>();
        foreach (var value in values ?? [])
        {
            var bare = value is PSObject wrapped ? wrapped.BaseObject : value;
            parameters.Add(bare is IDictionary table
                ? FromTable(cmdlet, table, keys, wildcards)
                : new PropertyParameter(Read(cmdlet, bare, wildcards, false), null, null));
        }
        return parameters;
    }

    private static PropertyParameter FromTable(PSCmdlet cmdlet, IDictionary table, string[] keys, bool wildcards)
    {
        var entries = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in table)
        {
            if (entry.Key is not string typed)
                throw Bad(cmdlet, "DictionaryKeyNonString",
                    $"The key must be a string; it is of type {entry.Key.GetType().Name}.");
            var key = MatchKey(cmdlet, typed, keys);
            if (entry.Value is null)
                throw Bad(cmdlet, "DictionaryKeyMissingValue", $"The {typed} key has no value.");
            var canonical = key == "label" ? "name" : key;
            if (!entries.TryAdd(canonical, Bare(entry.Value)))
                throw Bad(cmdlet, "DictionaryKeyDuplicate", $"The key {typed} stands more than once (as {canonical}).");
        }
        if (!entries.TryGetValue(ExpressionKey, out var expression))
            throw Bad(cmdlet, "DictionaryKeyMandatoryEntry", "The entry 'expression' is missing.");
        return new(Read(cmdlet, expression, wildcards, true), NameOf(cmdlet, entries), Order(cmdlet, entries));
    }

    private static object Bare(object value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    /// <summary>Keys may be cut short, as parameters may, while they stay unambiguous.</summary>
    private static string MatchKey(PSCmdlet cmdlet, string typed, string[] keys)
    {
        var known = typed.Length > 0 ? keys.Append(ExpressionKey) : [];
        var matches = known.Where(k => k.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).ToArray();
        return matches.Length switch
        {
            1 => matches[0],
            0 => throw Bad(cmdlet, "DictionaryKeyIllegal", $"The {typed} key is not valid."),
            _ => throw Bad(cmdlet, "DictionaryKeyAmbiguous",
                $"The {typed} key is ambiguous; it can be {string.Join(" or ", matches)}."),
        };
    }

    private static PropertyReader Read(PSCmdlet cmdlet, object? expression, bool wildcards, bool fromTable)
    {
        var source = fromTable ? "1" : "2";
        switch (expression)
        {
            case ScriptBlock script:
                return new PropertyReader(new PSPropertyExpression(script));
            case "":
                throw Bad(cmdlet, "ExpressionEmptyString" + source, "The name of the property is empty.");
            case string name when !wildcards && WildcardPattern.ContainsWildcardCharacters(name):
                throw Bad(cmdlet, "ExpressionGlobbing" + source, $"'{name}' has wildcards, which cannot stand here.");
            case string name:
                return new PropertyReader(new PSPropertyExpression(name));
            case null:
                throw Bad(cmdlet, "DictionaryKeyUnknownType",
                    "The property cannot be null; it can be a name, a script block or a hashtable.");
        }
        var type = expression.GetType().FullName;
        throw fromTable
            ? Bad(cmdlet, "DictionaryKeyIllegalValue1",
                $"The expression key has a value of type {type}; it can be a name or a script block.")
            : Bad(cmdlet, "DictionaryKeyUnknownType",
                $"Cannot use {type} as a property; it can be a name, a script block or a hashtable.");
    }

    private static string? NameOf(PSCmdlet cmdlet, Dictionary<string, object> entries)
    {
        if (!entries.TryGetValue("name", out var name))
            return null;
        if (name is not string text)
            throw Bad(cmdlet, "DictionaryKeyIllegalValue2",
                $"The name key has a value of type {name.GetType().FullName}; it must be a string.");
        return text.Length > 0 ? text : throw Bad(cmdlet, "NameEmptyString", "The name of a property cannot be empty.");
    }

    /// <summary>Ascending and Descending that contradict each other are as if neither were there.</summary>
    private static bool? Order(PSCmdlet cmdlet, Dictionary<string, object> entries)
    {
        bool? ascending = entries.TryGetValue("ascending", out var up) ? Truth(cmdlet, "ascending", up) : null;
        bool? descending = entries.TryGetValue("descending", out var down) ? Truth(cmdlet, "descending", down) : null;
        if (ascending == descending)
            return null;
        return ascending is { } known ? !known : descending;
    }

    private static bool Truth(PSCmdlet cmdlet, string key, object value) => value is bool || value is SwitchParameter
        ? LanguagePrimitives.IsTrue(value)
        : throw Bad(cmdlet, "DictionaryKeyIllegalValue2",
            $"The {key} key has a value of type {value.GetType().FullName}; it must be a boolean.");

    private static PipelineStoppedException Bad(PSCmdlet cmdlet, string id, string message)
    {
        var why = new NotSupportedException(message);
        cmdlet.ThrowTerminatingError(new ErrorRecord(why, id, ErrorCategory.InvalidArgument, null));
        return new PipelineStoppedException();
    }
}
