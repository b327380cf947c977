using System.Collections;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Objects that have the same values in the properties they were grouped by.</summary>
public class GroupInfo
{
    private readonly object?[] _values;

    internal GroupInfo(object?[] values)
    {
        _values = values;
        Name = BuildName(values);
    }

    /// <summary>The values that the group's objects have in common, as they stand in the first of them.</summary>
    public ArrayList Values => new(Array.ConvertAll(_values, ObjectCommandComparer.OrNull));

    /// <summary>How many objects the group has.</summary>
    public int Count { get; private set; }

    /// <summary>The objects, in the order in which they came.</summary>
    public Collection<PSObject> Group { get; } = [];

    /// <summary>The values as text, separated by a comma and a blank.</summary>
    public string Name { get; }

    internal object?[] RawValues => _values;

    internal void Add(PSObject member)
    {
        Count++;
        Keep(member);
    }

    private protected virtual void Keep(PSObject member) => Group.Add(member);

    private static string BuildName(object?[] values)
    {
        var parts = new List<string>(values.Length);
        foreach (var value in values)
        {
            if (ObjectCommandComparer.OrNull(value) is { } some)
                parts.Add(Text(some));
        }
        return string.Join(", ", parts);
    }

    private static string Text(object value)
    {
        if (value is not ICollection items)
            return string.Format(CultureInfo.InvariantCulture, "{0}", value.ToString());
        var text = new StringBuilder("{");
        foreach (var item in items)
            text.Append(text.Length > 1 ? ", " : "").Append(item);
        return text.Append('}').ToString();
    }
}
