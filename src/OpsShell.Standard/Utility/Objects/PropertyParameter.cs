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
    private const string Accepted = "System.String, System.Management.Automation.ScriptBlock";

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
                : new PropertyParameter(Read(cmdlet, bare, wildcards, typedKey: null), null, null));
        }
        return parameters;
    }

    private static PropertyParameter FromTable(PSCmdlet cmdlet, IDictionary table, string[] keys, bool wildcards)
    {
        var entries = new Dictionary<string, (string Typed, object? Value)>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in table)
        {
            if (entry.Key is not string typed)
                throw Bad(cmdlet, "DictionaryKeyNonString",
                    $"The {entry.Key.GetType().Name} key type is not valid. The key must be a string.");
            var key = MatchKey(cmdlet, typed, keys);
            if (entry.Value is null && key is not ("ascending" or "descending"))
                throw Bad(cmdlet, "DictionaryKeyMissingValue", $"The {typed} key has no value.");
            var canonical = key == "label" ? "name" : key;
            if (!entries.TryAdd(canonical, (typed, Bare(entry.Value))))
                throw Bad(cmdlet, "DictionaryKeyDuplicate", $"The duplicated key \"{typed}\" conflicts with \"{canonical}\".");
        }
        if (!entries.TryGetValue(ExpressionKey, out var expression))
            throw Bad(cmdlet, "DictionaryKeyMandatoryEntry", "A mandatory entry for expression is missing.");
        return new(Read(cmdlet, expression.Value, wildcards, expression.Typed), NameOf(cmdlet, entries), Order(entries));
    }

    private static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

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

    private static PropertyReader Read(PSCmdlet cmdlet, object? expression, bool wildcards, string? typedKey)
    {
        var fromTable = typedKey is not null;
        var source = fromTable ? "1" : "2";
        switch (expression)
        {
            case ScriptBlock script:
                return new PropertyReader(new PSPropertyExpression(script));
            case "":
                throw Bad(cmdlet, "ExpressionEmptyString" + source, fromTable ? "The \"expression\" key cannot have an empty string value." : "An empty string value is not allowed.");
            case string name when !wildcards && WildcardPattern.ContainsWildcardCharacters(name):
                throw Bad(cmdlet, "ExpressionGlobbing" + source, fromTable
                    ? $"The \"expression\" key cannot have wildcard characters in value \"{name}\"."
                    : $"Wildcard characters are not allowed in \"{name}\".");
            case string name:
                return new PropertyReader(new PSPropertyExpression(name));
            case null:
                throw Bad(cmdlet, "DictionaryKeyUnknownType",
                    "The property cannot be null; it can be a name, a script block or a hashtable.");
        }
        var type = expression.GetType().FullName;
        throw fromTable
            ? Bad(cmdlet, "DictionaryKeyIllegalValue1",
                $"The \"{typedKey}\" key has a type, {type}, that is not valid; expected types are {{{Accepted}}}.")
            : Bad(cmdlet, "DictionaryKeyUnknownType",
                $"Cannot convert {type} to one of the following types {{{Accepted}}}.");
    }

    /// <summary>An empty name is as if there were none: the expression names the result.</summary>
    private static string? NameOf(PSCmdlet cmdlet, Dictionary<string, (string Typed, object? Value)> entries)
    {
        if (!entries.TryGetValue("name", out var name))
            return null;
        if (name.Value is not string text)
            throw Bad(cmdlet, "DictionaryKeyIllegalValue2", $"The \"{name.Typed}\" key has a type, {name.Value?.GetType().FullName}, "
                + "that is not valid; expected type is System.String.");
        return text.Length > 0 ? text : null;
    }

    /// <summary>
    /// Any value counts, as true or false. Ascending and Descending that contradict each other are as if neither were there.
    /// </summary>
    private static bool? Order(Dictionary<string, (string Typed, object? Value)> entries)
    {
        bool? ascending = entries.TryGetValue("ascending", out var up) ? LanguagePrimitives.IsTrue(up.Value) : null;
        bool? descending = entries.TryGetValue("descending", out var down) ? LanguagePrimitives.IsTrue(down.Value) : null;
        if (ascending == descending)
            return null;
        return ascending is { } known ? !known : descending;
    }

    private static PipelineStoppedException Bad(PSCmdlet cmdlet, string id, string message)
    {
        var why = new NotSupportedException(message);
        cmdlet.ThrowTerminatingError(new ErrorRecord(why, id, ErrorCategory.InvalidArgument, null));
        return new PipelineStoppedException();
    }
}
