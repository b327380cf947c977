using System.Text;
using OpsShell.Core.Text;

namespace OpsShell.Audit.Reports;

/// <summary>Text of nodes within Markdown: it can make no markup, link, mention or HTML.</summary>
internal static class MarkdownText
{
    private const string Special = @"\`*_{}[]()<>#+!|~&$^=";

    /// <summary>The text as plain text in one line, also within a table (CommonMark 2.4; the pipe of GFM tables).</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        var clean = DisplayText.Clean(text);
        for (var i = 0; i < clean.Length; i++)
        {
            var c = clean[i];
            if (c == '@')
                escaped.Append("&#64;"); // a backslash would not stop a mention
            else if (Special.Contains(c, StringComparison.Ordinal) || StartsLink(clean, i) || StartsBlock(clean, i))
                escaped.Append('\\').Append(c);
            else
                escaped.Append(c);
        }
        return escaped.ToString();
    }

    /// <summary>The text as code: between more backquotes than it has in a row, blanks around.</summary>
    public static string Code(string text)
    {
        var clean = DisplayText.Clean(text);
        if (clean.Length == 0)
            return "";
        var longest = 0;
        var run = 0;
        foreach (var c in clean)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        var fence = new string('`', longest + 1);
        return $"{fence} {clean} {fence}";
    }

    /// <summary>GFM makes links of bare <c>https://</c> and <c>www.</c>.</summary>
    private static bool StartsLink(string text, int i) =>
        (text[i] == ':' && i + 1 < text.Length && text[i + 1] == '/')
        || (text[i] == '.' && i >= 3 && text.AsSpan(i - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase));

    /// <summary>A line may begin a list: <c>- </c>, <c>1. </c>.</summary>
    private static bool StartsBlock(string text, int i) =>
        (text[i] == '-' && i == 0) || (text[i] == '.' && i > 0 && (i + 1 == text.Length || text[i + 1] == ' ') && text.AsSpan(0, i).IndexOfAnyExceptInRange('0', '9') < 0);
}
