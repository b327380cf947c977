namespace OpsShell.Core.Nodes.Selection;

/// <summary>Where the parts of a selector begin and end.</summary>
internal static class SelectorText
{
    /// <summary>The parts between commas that are not within brackets, as start and length.</summary>
    public static IEnumerable<(int Start, int Length)> SplitAtCommas(string text)
    {
        var start = 0;
        while (true)
        {
            var end = EndOfTerm(text, start, ",");
            yield return (start, end - start);
            if (end == text.Length)
                yield break;
            start = end + 1;
        }
    }

    /// <summary>The index of the first of <paramref name="ends"/> from <paramref name="start"/> on that is not within brackets.</summary>
    public static int EndOfTerm(string text, int start, string ends)
    {
        var depth = 0;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == '[')
                depth++;
            else if (text[i] == ']')
                depth = Math.Max(0, depth - 1);
            else if (depth == 0 && ends.Contains(text[i], StringComparison.Ordinal))
                return i;
        }
        return text.Length;
    }
}
