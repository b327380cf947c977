using System.Collections;
using System.Dynamic;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Reads one property expression of many objects. The engine's own evaluation resolves the name anew for every object; a plain
/// name on
/// an ordinary object is read directly here, and everything else (wildcards, script blocks, hashtables) is left to the engine.
/// </summary>
internal sealed class PropertyReader(PSPropertyExpression expression)
{
    private readonly string? _plainName =
        expression.Script is null && !expression.HasWildCardCharacters ? expression.ToString() : null;

    private readonly bool _isAll = expression.Script is null && expression.ToString() == "*";

    /// <summary>The expression itself.</summary>
    public PSPropertyExpression Expression => expression;

    /// <summary>Whether the expression can name many properties.</summary>
    public bool IsWildcard => expression.HasWildCardCharacters;

    /// <summary>Reads the value of a plain name or a script block; false when there is no such property.</summary>
    public bool TryRead(PSObject target, out object? value, out Exception? failure)
    {
        if (TryDirect(target) is { } property)
        {
            failure = null;
            value = ValueOf(property);
            return true;
        }
        var results = expression.GetValues(target, expand: false, eatExceptions: true);
        value = results.Count > 0 ? results[0].Result : null;
        failure = results.Count > 0 ? results[0].Exception : null;
        return results.Count > 0;
    }

    /// <summary>Reads all that the expression names, property sets expanded.</summary>
    public void ReadAll(PSObject target, List<PropertyResult> into, WildcardPattern[]? excluded = null)
    {
        if (TryDirect(target) is { } property)
        {
            // The name as the object spells it, however the user did.
            if (!IsExcluded(excluded, property.Name))
                into.Add(new PropertyResult(property.Name, ValueOf(property), null));
            return;
        }
        if (_isAll && IsOrdinary(target))
        {
            // All properties: a property set among the members would only name them once more.
            foreach (var one in target.Properties)
            {
                if (!IsExcluded(excluded, one.Name))
                    into.Add(new PropertyResult(one.Name, ValueOf(one), null));
            }
            return;
        }
        foreach (var resolved in expression.ResolveNames(target))
        {
            var name = resolved.ToString();
            if (IsExcluded(excluded, name))
                continue;
            if (resolved.Script is null && IsOrdinary(target) && target.Properties[name] is { } named)
            {
                into.Add(new PropertyResult(name, ValueOf(named), null));
                continue;
            }
            foreach (var result in resolved.GetValues(target))
                into.Add(new PropertyResult(name, result.Result, result.Exception));
        }
    }

    /// <summary>Whether a name is among the excluded ones.</summary>
    public static bool IsExcluded(WildcardPattern[]? excluded, string name)
    {
        if (excluded is null)
            return false;
        foreach (var pattern in excluded)
        {
            if (pattern.IsMatch(name))
                return true;
        }
        return false;
    }

    private PSPropertyInfo? TryDirect(PSObject target) =>
        _plainName is not null && IsOrdinary(target) ? target.Properties[_plainName] : null;

    /// <summary>Whether a property of the object is what it says: not an entry of a dictionary, nor made up on demand.</summary>
    private static bool IsOrdinary(PSObject target) =>
        target.BaseObject is not IDictionary and (PSCustomObject or not IDynamicMetaObjectProvider);

    /// <summary>A getter that fails gives null, as $object.Property does.</summary>
    private static object? ValueOf(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException)
        {
            return null;
        }
    }
}
