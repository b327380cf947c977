using System.Globalization;
using System.Text;
using Wcwidth;

namespace OpsShell.Shell.Editing;

/// <summary>How text fills the cells of a terminal.</summary>
internal static class CellText
{
    private const int TabWidth = 4;
    private const int EmojiPresentation = 0xfe0f;

    /// <summary>The length in chars of the character, as a reader sees it, that begins at a place (UAX #29).</summary>
    public static int ClusterLength(string text, int at) => StringInfo.GetNextTextElementLength(text.AsSpan(at));

    /// <summary>The begin of the character that ends at a place.</summary>
    public static int ClusterBefore(string text, int at)
    {
        // Clusters can only be found forwards; no cluster goes over the begin of its line.
        var start = at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
        if (start == at)
            return Math.Max(0, at - 1);
        var before = start;
        while (start < at)
        {
            before = start;
            start += ClusterLength(text, start);
        }
        return before;
    }

    /// <summary>The cells that a text of one line takes.</summary>
    public static int Width(string text)
    {
        var width = 0;
        for (var at = 0; at < text.Length; at += ClusterLength(text, at))
            width += Cell(text.AsSpan(at, ClusterLength(text, at)), null).Width;
        return width;
    }

    /// <summary>The text, cut to at most so many cells.</summary>
    public static string Cut(string text, int cells)
    {
        var width = 0;
        for (var at = 0; at < text.Length; at += ClusterLength(text, at))
        {
            width += Cell(text.AsSpan(at, ClusterLength(text, at)), null).Width;
            if (width > cells)
                return text[..at];
        }
        return text;
    }

    /// <summary>What to show for one character.</summary>
    public static ScreenCell Cell(ReadOnlySpan<char> cluster, string? style)
    {
        if (cluster is [>= ' ' and < '\x7f'])
            return new(cluster.ToString(), 1, style);
        if (cluster is ['\t'])
            return new(new string(' ', TabWidth), TabWidth, style);
        if (cluster is [< ' ' or '\x7f'])
            return new($"^{(char)(cluster[0] ^ 0x40)}", 2, style);
        var (width, runes, emoji) = Measure(cluster);
        if (width == 0)
            return Code(cluster, style);
        return new(cluster.ToString(), emoji ? 2 : width, style, IsUncertain: emoji || runes > 1);
    }

    private static (int Width, int Runes, bool Emoji) Measure(ReadOnlySpan<char> cluster)
    {
        var (width, wide, emoji) = (0, 0, false);
        foreach (var rune in cluster.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control || rune == Rune.ReplacementChar && cluster.Length == 1 && cluster[0] != '\ufffd')
                return (0, 1, false);
            var own = UnicodeCalculator.GetWidth(rune.Value);
            width = Math.Max(width, own);
            wide += own > 0 ? 1 : 0;
            emoji |= rune.Value == EmojiPresentation || rune.Value is >= 0x1f1e6 and <= 0x1f1ff;
        }
        return (width, wide, emoji && width > 0);
    }

    /// <summary>What cannot be seen, or would change what is seen, as its number.</summary>
    private static ScreenCell Code(ReadOnlySpan<char> cluster, string? style)
    {
        var shown = new StringBuilder();
        for (var i = 0; i < cluster.Length;)
        {
            var length = Rune.DecodeFromUtf16(cluster[i..], out var rune, out var taken) == System.Buffers.OperationStatus.Done ? taken : 1;
            shown.Append(CultureInfo.InvariantCulture, $"<{(length == taken && rune != Rune.ReplacementChar ? rune.Value : cluster[i]):X4}>");
            i += length;
        }
        return new(shown.ToString(), shown.Length, style);
    }
}
