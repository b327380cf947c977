using System.Text.RegularExpressions;
using OpsShell.Core.Text;

namespace OpsShell.Shell.Hosting;

/// <summary>Text on its way to a terminal.</summary>
internal static partial class TerminalText
{
    /// <summary>
    /// Keeps line ends, tabs and colours (ECMA-48 SGR); makes every other control character visible. A colour at worst makes a
    /// line hard to read; the rest can rewrite the screen, the title and the clipboard.
    /// </summary>
    public static string KeepColors(string text)
    {
        if (!text.Contains('\u001b', StringComparison.Ordinal))
            return DisplayText.CleanLines(text);
        var shown = Color().Split(text);
        for (var i = 0; i < shown.Length; i++)
        {
            if (i % 2 == 0)
                shown[i] = DisplayText.CleanLines(shown[i]);
        }
        return string.Concat(shown);
    }

    // The parentheses make Split keep the colours, as every second piece.
    [GeneratedRegex(@"(\u001b\[[0-9;:]*m)")]
    private static partial Regex Color();
}
