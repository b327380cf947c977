using System.Globalization;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>The figures of one property, while objects come in.</summary>
internal sealed class MeasureStatistics
{
    private double _squares;

    public int Count { get; set; }

    public double Sum { get; private set; }

    public object? Maximum { get; private set; }

    public object? Minimum { get; private set; }

    public int Lines { get; private set; }

    public int Words { get; private set; }

    public int Characters { get; private set; }

    /// <summary>That of a sample (divided by one less than the count); 0 for a single number.</summary>
    public double StandardDeviation => Count > 1 ? Math.Sqrt(_squares / (Count - 1)) : 0;

    public void AddNumber(double number)
    {
        var before = Sum;
        Sum += number;
        if (Count <= 1)
            return;
        // Welford's method: one pass, and no loss where the values are large beside their spread.
        var averageBefore = before / (Count - 1);
        var average = Sum / Count;
        _squares += (number - averageBefore) * (number - average);
    }

    public void AddMinimum(object? value) => Minimum = Choose(value, Minimum, 1);

    public void AddMaximum(object? value) => Maximum = Choose(value, Maximum, -1);

    public void AddText(string text, bool ignoreWhiteSpace)
    {
        Lines += CountLines(text);
        var inWord = false;
        foreach (var letter in text)
        {
            var blank = char.IsWhiteSpace(letter);
            if (!blank && !inWord)
                Words++;
            inWord = !blank;
            if (!blank || !ignoreWhiteSpace)
                Characters++;
        }
    }

    /// <summary>A line ends with its line feed; text after the last one is a line too.</summary>
    private static int CountLines(string text) => text.Length == 0 ? 0 : text.AsSpan().Count('\n') + (text[^1] == '\n' ? 0 : 1);

    private static object? Choose(object? value, object? best, int sign)
    {
        if (best is null)
            return value;
        if (value is int number && best is int known)
            return number.CompareTo(known) * sign < 0 ? value : best;
        var (a, b) = (AsNumber(best), AsNumber(value));
        // Numbers and text have no order but that of text.
        if (a is not null && b is not null && a.GetType() != b.GetType())
            (a, b) = (PSObject.AsPSObject(a).ToString(), PSObject.AsPSObject(b).ToString());
        return LanguagePrimitives.Compare(a, b, ignoreCase: false, CultureInfo.CurrentCulture) * sign > 0 ? value : best;
    }

    private static object? AsNumber(object? value) =>
        value is not null && LanguagePrimitives.TryConvertTo<double>(value, out var number) ? number : value;
}
