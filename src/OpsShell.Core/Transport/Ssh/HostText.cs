using System.Text;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>Makes text of a server fit for a message: one line, no control characters, of bounded length.</summary>
internal static class HostText
{
    private const int Limit = 300;

    /// <summary>
    /// The text with line breaks as blanks and every other control or invisible formatting character as <c>?</c>, so that a server can
    /// neither move the cursor of a terminal nor hide words in an error message.
    /// </summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        var clean = new StringBuilder(Math.Min(text.Length, Limit));
        foreach (var rune in text.Trim().EnumerateRunes())
        {
            if (clean.Length >= Limit)
                return clean.Append("...").ToString();
            clean.Append(Visible(rune));
        }
        return clean.ToString();
    }

    private static string Visible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        _ when rune.Value is '\n' or '\r' or '\t' => " ",
        System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
            or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator
            or System.Globalization.UnicodeCategory.PrivateUse or System.Globalization.UnicodeCategory.OtherNotAssigned => "?",
        _ => rune.ToString(),
    };
}
