using System.Globalization;

namespace OpsShell.Audit.Reports;

/// <summary>Breaks text into lines. Pure.</summary>
internal static class TextWrap
{
    /// <summary>
    /// Lines of at most <paramref name="width"/> UTF-16 units, broken after a blank or comma where there is one, and never
    /// within a character. At least one line.
    /// </summary>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        var rest = text.AsSpan();
        while (rest.Length > width)
        {
            var end = Break(rest, width);
            lines.Add(rest[..end].TrimEnd().ToString());
            rest = rest[end..].TrimStart();
        }
        lines.Add(rest.ToString());
        return lines;
    }

    private static int Break(ReadOnlySpan<char> text, int width)
    {
        var blank = text[..(width + 1)].LastIndexOf(' ');
        if (blank > 0)
            return blank;
        var comma = text[..width].LastIndexOf(',');
        if (comma > 0)
            return comma + 1;
        var end = 0;
        while (end < width)
        {
            var next = StringInfo.GetNextTextElementLength(text[end..]);
            if (end > 0 && end + next > width)
                break;
            end += next;
        }
        return end;
    }
}
