using System.Globalization;
using System.Text;

namespace OpsShell.Core.Text;

/// <summary>
/// Makes text of a node safe to show. Escape sequences can rewrite a terminal's screen, its title and its clipboard, and
/// bidirectional overrides can reorder a line; here they become visible instead of effective.
/// </summary>
public static class DisplayText
{
    /// <summary>One line: every control character shows as an escape such as <c>\x1b</c>, a line feed as <c>\n</c>.</summary>
    public static string Clean(string text) => Clean(text, keepLines: false);

    /// <summary>Many lines: as <see cref="Clean(string)"/>, but line feeds and tabs stay.</summary>
    public static string CleanLines(string text) => Clean(text, keepLines: true);

    /// <summary>One line of at most <paramref name="length"/> characters, trimmed and cleaned.</summary>
    public static string Excerpt(string text, int length)
    {
        var trimmed = text.AsSpan().Trim();
        var cut = trimmed.Length > length;
        return Clean(trimmed[..Math.Min(trimmed.Length, length)].ToString()) + (cut ? "…" : "");
    }

    private static string Clean(string text, bool keepLines)
    {
        var first = FirstUnsafe(text, keepLines);
        if (first < 0)
            return text;
        var clean = new StringBuilder(text, 0, first, text.Length + 16);
        foreach (var character in text.AsSpan(first))
        {
            if (IsUnsafe(character, keepLines))
                clean.Append(Visible(character));
            else
                clean.Append(character);
        }
        return clean.ToString();
    }

    private static int FirstUnsafe(string text, bool keepLines)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsUnsafe(text[i], keepLines))
                return i;
        }
        return -1;
    }

    private static bool IsUnsafe(char character, bool keepLines) =>
        character is '\n' or '\t' ? !keepLines : char.IsControl(character) || IsInvisible(character);

    /// <summary>Bidirectional controls (Unicode 15 UAX #9), zero-width characters and the line and paragraph separators.</summary>
    private static bool IsInvisible(char character) =>
        character is >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069' or '\u200e' or '\u200f' or '\u061c'
            or '\u200b' or '\u2028' or '\u2029' or '\ufeff';

    private static string Visible(char character) => character switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        < '\u0100' => "\\x" + ((int)character).ToString("x2", CultureInfo.InvariantCulture),
        _ => "\\u" + ((int)character).ToString("x4", CultureInfo.InvariantCulture),
    };
}
