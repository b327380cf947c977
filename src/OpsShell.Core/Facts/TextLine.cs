using System.Globalization;
using System.Text;

namespace OpsShell.Core.Facts;

/// <summary>A line of a node's file with its number, so that every parser reports an error with its place.</summary>
/// <param name="Number">Counts from 1.</param>
/// <param name="Text">The line without its end.</param>
public readonly record struct TextLine(int Number, string Text)
{
    private static readonly char[] Blanks = [' ', '\t', '\r'];

    /// <summary>The lines that are not blank.</summary>
    public static IEnumerable<TextLine> Of(string text)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                yield return new TextLine(number, line);
        }
    }

    /// <summary>The one line of a file that has one line.</summary>
    /// <exception cref="FormatException">The text is blank.</exception>
    public static TextLine Sole(string text) => Of(text).Select(line => (TextLine?)line).FirstOrDefault() ?? throw Empty();

    /// <summary>The error for a text that has nothing in it.</summary>
    public static FormatException Empty() => new("line 1: the file is empty");

    /// <summary>The words between blanks and tabs.</summary>
    public string[] Fields() => Text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The words, at least so many.</summary>
    /// <exception cref="FormatException">There are fewer.</exception>
    public string[] Fields(int atLeast)
    {
        var fields = Fields();
        return fields.Length >= atLeast
            ? fields
            : throw Error($"expected at least {atLeast} fields, found {fields.Length}");
    }

    /// <summary>A decimal number that is not negative.</summary>
    /// <exception cref="FormatException">It is not, or does not fit 64 bits.</exception>
    public ulong UnsignedNumber(string word, string name) =>
        ulong.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Error($"{name} is {Quote(word)}, expected a number from 0 to {ulong.MaxValue}");

    /// <summary>A decimal number with an optional minus.</summary>
    /// <exception cref="FormatException">It is not, or does not fit 64 bits.</exception>
    public long SignedNumber(string word, string name) =>
        long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Error($"{name} is {Quote(word)}, expected a whole number of 64 bits");

    /// <summary>A hexadecimal number of at most 32 bits, without prefix.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public uint Hex(string word, string name) =>
        uint.TryParse(word, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Error($"{name} is {Quote(word)}, expected a hexadecimal number of 32 bits");

    /// <summary>A finite number with an optional fraction and minus.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public double Real(string word, string name) =>
        double.TryParse(word, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value)
            ? value
            : throw Error($"{name} is {Quote(word)}, expected a number");

    /// <summary>An error at this line.</summary>
    public FormatException Error(string message) => new($"line {Number}: {message}");

    /// <summary>The word in quotes, cut to 40 characters, with control characters made visible.</summary>
    public static string Quote(string word)
    {
        var shown = new StringBuilder("'");
        foreach (var character in word.AsSpan(0, Math.Min(word.Length, 40)))
        {
            if (char.IsControl(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format)
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else
                shown.Append(character);
        }
        return shown.Append(word.Length > 40 ? "...'" : "'").ToString();
    }
}
