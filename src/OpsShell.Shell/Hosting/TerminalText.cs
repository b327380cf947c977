using System.Text.RegularExpressions;
using OpsShell.Core.Text;

namespace OpsShell.Shell.Hosting;

/// <summary>Text on its way to a terminal.</summary>
internal static partial class TerminalText
{
    private const string ColorPattern = @"\u001b\[[0-9;:]*m";

    /// <summary>
    /// Keeps line ends, tabs and colours (ECMA-48 SGR); makes every other control character visible. A colour at worst makes a
    /// line hard to read; the rest can rewrite the screen, the title and the clipboard.
    /// </summary>
    public static string KeepColors(string text) =>
        text.Contains('\u001b', StringComparison.Ordinal) ? Keep(text, Color()) : DisplayText.CleanLines(text);

    /// <summary>
    /// As <see cref="KeepColors"/>, and carriage returns stay where they hide nothing of the text: at its begin and its end, by
    /// which scripts write a line again (<c>Write-Host "`r$percent %" -NoNewline</c>), and before a line feed.
    /// </summary>
    public static string KeepReturns(string text) =>
        text.Contains('\r', StringComparison.Ordinal) ? Keep(text, ColorOrReturn()) : KeepColors(text);

    private static string Keep(string text, Regex harmless)
    {
        var shown = harmless.Split(text);
        for (var i = 0; i < shown.Length; i++)
        {
            if (i % 2 == 0)
                shown[i] = DisplayText.CleanLines(shown[i]);
        }
        return string.Concat(shown);
    }

    // The outer parentheses make Split keep what matches, as every second piece.
    [GeneratedRegex($"({ColorPattern})")]
    private static partial Regex Color();

    [GeneratedRegex($@"({ColorPattern}|(?<=\A(?:{ColorPattern})*)\r|\r(?=(?:{ColorPattern})*(?:\n|\z)))")]
    private static partial Regex ColorOrReturn();
}
