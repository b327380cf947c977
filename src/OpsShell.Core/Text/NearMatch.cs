namespace OpsShell.Core.Text;

/// <summary>Finds what a mistyped word may have meant, for "did you mean".</summary>
public static class NearMatch
{
    private const int MaximumLength = 64;

    /// <summary>
    /// The candidates within two edits (one for words of up to four characters) of the word, or that begin with it; nearest
    /// first, at most <paramref name="count"/>. Case is ignored.
    /// </summary>
    public static IReadOnlyList<string> Find(string word, IEnumerable<string> candidates, int count = 3)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(candidates);
        if (word.Length is 0 or > MaximumLength)
            return [];
        var limit = word.Length <= 4 ? 1 : 2;
        return
        [
            .. candidates
                .Select(candidate => (candidate, distance: Rank(word, candidate, limit)))
                .Where(pair => pair.distance <= limit)
                .OrderBy(pair => pair.distance)
                .ThenBy(pair => pair.candidate, NaturalOrder.Instance)
                .Take(count)
                .Select(pair => pair.candidate),
        ];
    }

    /// <summary>" Did you mean 'a' or 'b'?" with a leading space, or an empty text when nothing is near.</summary>
    public static string Question(string word, IEnumerable<string> candidates)
    {
        var found = Find(word, candidates).Select(match => $"'{match}'").ToArray();
        return found.Length == 0 ? "" : $" Did you mean {string.Join(" or ", found)}?";
    }

    private static int Rank(string word, string candidate, int limit)
    {
        if (word.Length >= 2 && candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            return limit;
        return Math.Abs(word.Length - candidate.Length) > limit ? int.MaxValue : Distance(word, candidate);
    }

    /// <summary>Optimal string alignment distance: insertions, deletions, substitutions, swaps of neighbours.</summary>
    private static int Distance(string a, string b)
    {
        Span<int> before = stackalloc int[b.Length + 1];
        Span<int> previous = stackalloc int[b.Length + 1];
        Span<int> current = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            previous[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                var best = Math.Min(Math.Min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    best = Math.Min(best, before[j - 2] + 1);
                current[j] = best;
            }
            var spare = before;
            before = previous;
            previous = current;
            current = spare;
        }
        return previous[b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
