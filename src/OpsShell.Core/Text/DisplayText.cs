using System.Globalization;
using System.Text;

namespace OpsShell.Core.Text;

/// <summary>
/// Makes text that came from a node, a file or a user safe to show: nothing in it can move a cursor, change a colour, reorder
/// what is read, or pass for a line of its own. What is hidden is made visible, never dropped.
/// </summary>
public static class DisplayText
{
    private const char ZeroWidthJoiner = '\u200d';

    /// <summary>
    /// The text as one line. C0 and C1 controls and DEL become <c>\x1b</c>, tab, line feed and carriage return <c>\t</c>,
    /// <c>\n</c>, <c>\r</c>; bidirectional controls (UAX #9), zero-width and other format characters, line and paragraph
    /// separators and unpaired surrogates become <c>\u202e</c>, above U+FFFF <c>\U000e0001</c>. A joiner that makes one character of
    /// two, as in emoji of families, stays. Clean text is returned as it is.
    /// </summary>
    public static string Clean(string text) => Clean(text, keepLines: false);

    /// <summary>As <see cref="Clean(string)"/>, and line feeds and tabs stay, so that output of several lines keeps its shape.</summary>
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
        ArgumentNullException.ThrowIfNull(text);
        var first = FirstHidden(text, keepLines);
        if (first < 0)
            return text;
        var clean = new StringBuilder(text.Length + 16).Append(text, 0, first);
        for (var i = first; i < text.Length;)
        {
            var valid = Rune.TryGetRuneAt(text, i, out var rune);
            var length = valid ? rune.Utf16SequenceLength : 1;
            if (valid && (!IsHidden(rune.Value, Rune.GetUnicodeCategory(rune), keepLines) || Joins(text, i)))
                clean.Append(text, i, length);
            else
                AppendEscape(clean, valid ? rune.Value : text[i]);
            i += length;
        }
        return clean.ToString();
    }

    private static int FirstHidden(string text, bool keepLines)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is >= ' ' and < '\x7f')
                continue;
            if (char.IsSurrogate(c) || (IsHidden(c, char.GetUnicodeCategory(c), keepLines) && !Joins(text, i)))
                return i;
        }
        return -1;
    }

    private static bool IsHidden(int value, UnicodeCategory category, bool keepLines) => category switch
    {
        UnicodeCategory.Control => !keepLines || value is not ('\n' or '\t'),
        UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate => true,
        _ => false,
    };

    /// <summary>Whether a joiner stands inside one character as a reader sees it (UAX #29, GB11), and so can neither hide nor reorder.</summary>
    private static bool Joins(string text, int at)
    {
        if (text[at] != ZeroWidthJoiner || at == 0 || at + 1 == text.Length)
            return false;
        if (!Rune.TryGetRuneAt(text, at + 1, out var next) || !IsJoined(Rune.GetUnicodeCategory(next)))
            return false;
        var start = at;
        do
        {
            start -= start > 1 && char.IsSurrogatePair(text, start - 2) ? 2 : 1;
        }
        while (start > 0 && IsModifier(text, start));
        return start + StringInfo.GetNextTextElementLength(text.AsSpan(start)) > at + 1;
    }

    private static bool IsJoined(UnicodeCategory category) => category is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol or UnicodeCategory.OtherLetter;

    /// <summary>What may stand between an emoji and its joiner: a variation selector, a colour of skin.</summary>
    private static bool IsModifier(string text, int at) =>
        Rune.TryGetRuneAt(text, at, out var rune) && rune.Value is (>= 0xfe00 and <= 0xfe0f) or (>= 0x1f3fb and <= 0x1f3ff);

    private static void AppendEscape(StringBuilder clean, int value) => _ = value switch
    {
        '\n' => clean.Append(@"\n"),
        '\r' => clean.Append(@"\r"),
        '\t' => clean.Append(@"\t"),
        <= 0xff => clean.Append(CultureInfo.InvariantCulture, $@"\x{value:x2}"),
        <= 0xffff => clean.Append(CultureInfo.InvariantCulture, $@"\u{value:x4}"),
        _ => clean.Append(CultureInfo.InvariantCulture, $@"\U{value:x8}"),
    };
}
