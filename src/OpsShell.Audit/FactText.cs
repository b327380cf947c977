using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace OpsShell.Audit;

/// <summary>
/// A fact's value as one line for the view of Get-OpsFact: <c>{One: 0.1, Five: 0.2}</c> for a record, <c>{a: 1, b: 2}</c> for a
/// dictionary, <c>[1, 2]</c> for a list. For people; programs take the value itself. Pure; invariant culture.
/// </summary>
public static class FactText
{
    private const int MaximumDepth = 8;

    /// <summary>The text.</summary>
    /// <param name="value">The value; null is empty.</param>
    /// <param name="length">Where writing stops, so that a long log costs a table nothing; the text may be a little longer.</param>
    public static string Of(object? value, int length = int.MaxValue)
    {
        var text = new StringBuilder();
        Append(text, value is System.Management.Automation.PSObject wrapped ? wrapped.BaseObject : value, length, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value, int length, int depth)
    {
        switch (value)
        {
            case null:
                break;
            case string or IFormattable or bool or Uri:
                text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case var deep when depth >= MaximumDepth:
                text.Append(deep.GetType().Name);
                break;
            case IDictionary pairs:
                AppendAll(text, '{', '}', pairs.Keys.Cast<object>().Select(key => (Name: Convert.ToString(key, CultureInfo.InvariantCulture), Value: pairs[key])), length, depth);
                break;
            case ITuple tuple:
                AppendAll(text, '[', ']', Enumerable.Range(0, tuple.Length).Select(index => (Name: (string?)null, Value: tuple[index])), length, depth);
                break;
            case IEnumerable items:
                AppendAll(text, '[', ']', items.Cast<object?>().Select(item => (Name: (string?)null, Value: item)), length, depth);
                break;
            default:
                AppendAll(text, '{', '}', Members(value), length, depth);
                break;
        }
    }

    private static void AppendAll(StringBuilder text, char open, char close, IEnumerable<(string? Name, object? Value)> members, int length, int depth)
    {
        text.Append(open);
        var first = true;
        foreach (var (name, value) in members)
        {
            if (!first)
                text.Append(", ");
            if (text.Length > length)
            {
                text.Append('…');
                break;
            }
            first = false;
            if (name is not null)
                text.Append(name).Append(": ");
            Append(text, value, length, depth + 1);
        }
        text.Append(close);
    }

    /// <summary>What the value itself says, in order of declaration; members that it does not have (null) are left out.</summary>
    private static IEnumerable<(string? Name, object? Value)> Members(object value) =>
        value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(member => member.CanRead && member.GetIndexParameters().Length == 0)
            .Select(member => (Name: (string?)member.Name, Value: member.GetValue(value)))
            .Where(member => member.Value is not null);
}
