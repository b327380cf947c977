using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Reads the values by which objects are ordered, grouped or compared.</summary>
internal sealed class KeyReader(PSCmdlet cmdlet, IReadOnlyList<PropertyReader> readers)
{
    /// <summary>How many values an object has.</summary>
    public int Width => Math.Max(1, readers.Count);

    /// <summary>Names the properties that wildcards stand for on some objects, in alphabetical order.</summary>
    public static List<PropertyParameter> Expand(List<PropertyParameter> parameters, IReadOnlyList<PSObject> objects)
    {
        if (!parameters.Exists(p => p.Reader.IsWildcard))
            return parameters;
        var expanded = new List<PropertyParameter>();
        foreach (var parameter in parameters)
        {
            if (!parameter.Reader.IsWildcard)
            {
                expanded.Add(parameter);
                continue;
            }
            var names = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var one in objects)
                names.UnionWith(parameter.Reader.Expression.ResolveNames(one).Select(e => e.ToString()));
            expanded.AddRange(names.Select(n =>
                parameter with { Reader = new PropertyReader(new PSPropertyExpression(n, true)) }));
        }
        return expanded;
    }

    /// <summary>The value of the first (often the only) property.</summary>
    public object? ReadOne(PSObject target) => readers.Count == 0 ? target : Read(readers[0], target);

    /// <summary>The values of all properties.</summary>
    public object?[] Read(PSObject target)
    {
        if (readers.Count == 0)
            return [target];
        var values = new object?[readers.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = Read(readers[i], target);
        return values;
    }

    private object? Read(PropertyReader reader, PSObject target)
    {
        if (!reader.TryRead(target, out var value, out var failure))
        {
            cmdlet.WriteDebug($"The property '{reader.Expression}' cannot be found.");
            return ObjectCommandComparer.Missing;
        }
        if (failure is null)
            return value;
        cmdlet.WriteError(new ErrorRecord(failure, "ExpressionEvaluation", ErrorCategory.InvalidResult, target));
        return null;
    }
}
