using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// The order of values as PowerShell's object cmdlets have it: what the engine can compare by its own rules, the rest as text. It
/// never
/// throws. A property that an object lacks comes after everything, whichever the direction.
/// </summary>
internal sealed class ObjectCommandComparer(bool ascending, CultureInfo? culture, bool caseSensitive)
    : IComparer, IComparer<object?>
{
    private readonly CultureInfo _culture = culture ?? CultureInfo.CurrentCulture;
    private readonly CompareOptions _options = caseSensitive ? CompareOptions.None : CompareOptions.IgnoreCase;

    /// <summary>Stands for the value of a property that an object does not have.</summary>
    public static readonly object Missing = new();

    /// <summary>The comparison of text that this comparer uses.</summary>
    public StringComparer TextComparer { get; } = StringComparer.Create(culture ?? CultureInfo.CurrentCulture, !caseSensitive);

    /// <inheritdoc/>
    public int Compare(object? x, object? y)
    {
        if (ReferenceEquals(x, Missing) || ReferenceEquals(y, Missing))
            return ReferenceEquals(x, y) ? 0 : ReferenceEquals(x, Missing) ? 1 : -1;
        var order = CompareValues(Bare(x), Bare(y));
        return ascending ? order : -order;
    }

    /// <summary>The value; null for one that is missing.</summary>
    public static object? OrNull(object? value) => ReferenceEquals(value, Missing) ? null : value;

    /// <summary>The value without its wrapper.</summary>
    public static object? Bare(object? value) => value switch
    {
        PSObject wrapped when ReferenceEquals(wrapped, AutomationNull.Value) => null,
        PSObject wrapped => wrapped.BaseObject,
        _ => value,
    };

    private int CompareValues(object? first, object? second)
    {
        switch (first, second)
        {
            case (null, null):
                return 0;
            case (int a, int b):
                return a.CompareTo(b);
            case (string a, string b):
                return _culture.CompareInfo.Compare(a, b, _options);
            case (long a, long b):
                return a.CompareTo(b);
            case (double a, double b):
                return a.CompareTo(b);
            case (DateTime a, DateTime b):
                return a.CompareTo(b);
        }
        if (LanguagePrimitives.TryCompare(first, second, !caseSensitive, _culture, out var order))
            return order;
        return _culture.CompareInfo.Compare(Text(first), Text(second), _options);
    }

    private static string Text(object? value) => value is null ? "" : PSObject.AsPSObject(value).ToString();
}
