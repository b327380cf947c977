using System.Globalization;

namespace OpsShell.Core.Nodes.Selection;

/// <summary>One item between brackets: <c>7</c>, <c>01-40</c>, <c>0-100/5</c>, <c>b</c>, <c>a-f</c>.</summary>
/// <param name="First">First value, or first letter.</param>
/// <param name="Last">Last value, not passed.</param>
/// <param name="Step">Distance of two values, from 1.</param>
/// <param name="Width">Digits to pad to with zeros; 0 for none.</param>
/// <param name="IsLetter">Whether the values are letters.</param>
internal readonly record struct RangeItem(long First, long Last, long Step, int Width, bool IsLetter)
{
    /// <summary>Digits of the longest number; more would not fit 64 bits.</summary>
    public const int MaximumDigits = 18;

    public long Count => ((Last - First) / Step) + 1;

    public string this[long index]
    {
        get
        {
            var value = First + (index * Step);
            return IsLetter ? ((char)value).ToString() : Format(value, Width);
        }
    }

    public static string Format(long value, int width) => value.ToString(width > 1 ? $"D{width}" : "D", CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">It is no such item; the message says why.</exception>
    public static RangeItem Parse(ReadOnlySpan<char> text)
    {
        var step = 1L;
        var range = text;
        var slash = text.IndexOf('/');
        if (slash >= 0)
        {
            step = ParseStep(text[(slash + 1)..]);
            range = text[..slash];
        }
        if (range.IsEmpty)
            throw new FormatException("a number or a letter is missing here");
        var dash = range.IndexOf('-');
        if (slash >= 0 && dash < 0)
            throw new FormatException($"the step in '{text}' needs a range before it, as in 0-100/5");
        var first = dash < 0 ? range : range[..dash];
        var last = dash < 0 ? range : range[(dash + 1)..];
        return IsLetterText(first) && IsLetterText(last) ? Letters(first[0], last[0], step, text) : Numbers(first, last, step, text);
    }

    private static bool IsLetterText(ReadOnlySpan<char> text) => text.Length == 1 && char.IsAsciiLetter(text[0]);

    private static RangeItem Letters(char first, char last, long step, ReadOnlySpan<char> text)
    {
        if (char.IsAsciiLetterLower(first) != char.IsAsciiLetterLower(last))
            throw new FormatException($"'{text}' goes from one case to the other");
        if (last < first)
            throw new FormatException($"'{text}' goes backwards; write '{last}-{first}'");
        return new RangeItem(first, last, step, 0, IsLetter: true);
    }

    private static RangeItem Numbers(ReadOnlySpan<char> first, ReadOnlySpan<char> last, long step, ReadOnlySpan<char> text)
    {
        var (from, to) = (ParseNumber(first, text), ParseNumber(last, text));
        if (to < from)
            throw new FormatException($"'{text}' goes backwards; write '{last}-{first}'");
        var padded = first.Length > 1 && first[0] == '0';
        if (last.Length > 1 && last[0] == '0' && last.Length != first.Length)
            throw new FormatException($"'{text}' pads its ends to different widths");
        return new RangeItem(from, to, step, padded ? first.Length : 0, IsLetter: false);
    }

    private static long ParseStep(ReadOnlySpan<char> text)
    {
        var step = ParseNumber(text, text);
        return step >= 1 ? step : throw new FormatException("a step is at least 1");
    }

    private static long ParseNumber(ReadOnlySpan<char> digits, ReadOnlySpan<char> item)
    {
        if (digits.Length > MaximumDigits)
            throw new FormatException($"a number in '{item}' has more than {MaximumDigits} digits");
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new FormatException($"'{item}' is neither a number, a letter nor a range of them");
    }
}
