using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// A text that values which compare equal have in common, so that a search for an equal value looks at few. Numbers and texts
/// that spell
/// numbers share one (1, 1.0 and '1' compare equal).
/// </summary>
internal static class ObjectBucket
{
    /// <summary>The bucket of one value.</summary>
    public static string Of(object? value, bool caseSensitive) =>
        ObjectCommandComparer.Bare(ObjectCommandComparer.OrNull(value)) switch
        {
            null => "\0",
            string text => OfText(text, caseSensitive),
            char letter => OfText(letter.ToString(), caseSensitive),
            bool truth => truth ? "TRUE" : "FALSE",
            Enum or DateTime => OfText(value!.ToString()!, caseSensitive),
            IConvertible number when number.GetTypeCode() is >= TypeCode.SByte and <= TypeCode.Decimal =>
                OfNumber(Convert.ToDouble(number, CultureInfo.InvariantCulture)),
            var other => OfText(PSObject.AsPSObject(other).ToString(), caseSensitive),
        };

    /// <summary>The bucket of several values.</summary>
    public static string Of(object?[] values, bool caseSensitive)
    {
        if (values.Length == 1)
            return Of(values[0], caseSensitive);
        var all = new StringBuilder();
        foreach (var value in values)
            all.Append(Of(value, caseSensitive)).Append('\u0001');
        return all.ToString();
    }

    private static string OfNumber(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string OfText(string text, bool caseSensitive)
    {
        if (text.Length is > 0 and < 32 && (char.IsAsciiDigit(text[^1]) || text[^1] == '.')
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return OfNumber(number);
        var plain = Ascii.IsValid(text) ? text : text.Normalize();
        return caseSensitive ? plain : plain.ToUpperInvariant();
    }
}
