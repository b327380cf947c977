using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Says whether two objects belong to one group, and hashes accordingly: for keys whose columns have one type each.
/// </summary>
internal sealed class GroupKeyComparer(ObjectCommandComparer comparer) : IEqualityComparer<object?[]>, IComparer<object?[]>
{
    /// <inheritdoc/>
    public bool Equals(object?[]? x, object?[]? y)
    {
        for (var i = 0; i < x!.Length; i++)
        {
            if (comparer.Compare(Comparable(ObjectCommandComparer.OrNull(x[i])), Comparable(ObjectCommandComparer.OrNull(y![i]))) != 0)
                return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public int GetHashCode(object?[] obj)
    {
        var hash = new HashCode();
        foreach (var value in obj)
        {
            hash.Add(ObjectCommandComparer.Bare(Comparable(ObjectCommandComparer.OrNull(value))) switch
            {
                null => 0,
                string text => comparer.TextComparer.GetHashCode(text),
                IComparable known when IsOfTheRuntime(known.GetType()) => known.GetHashCode(),
                var other => comparer.TextComparer.GetHashCode(PSObject.AsPSObject(other).ToString()),
            });
        }
        return hash.ToHashCode();
    }

    /// <summary>Custom objects differ by their properties, which their text names; without the wrapper all are the same.</summary>
    private static object? Comparable(object? value) => value is PSObject { BaseObject: PSCustomObject } custom ? custom.ToString() : value;

    /// <summary>Other types may compare by value and yet hash by reference.</summary>
    private static bool IsOfTheRuntime(Type type) => type.IsEnum || type.Assembly == typeof(object).Assembly;

    /// <inheritdoc/>
    public int Compare(object?[]? x, object?[]? y)
    {
        for (var i = 0; i < x!.Length; i++)
        {
            if (comparer.Compare(Comparable(x[i]), Comparable(y![i])) is not 0 and var order)
                return order;
        }
        return 0;
    }
}
