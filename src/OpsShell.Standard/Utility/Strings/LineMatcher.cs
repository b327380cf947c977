using System.Globalization;
using System.Text.RegularExpressions;

namespace Microsoft.PowerShell.Commands;

/// <summary>Says whether a line matches some patterns, and where.</summary>
internal sealed class LineMatcher
{
    private readonly string[] _patterns;
    private readonly Regex[] _expressions;
    private readonly bool _all;
    private readonly Func<string, string, int>? _indexOf;

    private LineMatcher(string[] patterns, Regex[] expressions, bool all, Func<string, string, int>? indexOf)
    {
        _patterns = patterns;
        _expressions = expressions;
        _all = all;
        _indexOf = indexOf;
    }

    /// <summary>A matcher of regular expressions.</summary>
    public static LineMatcher Expressions(string[] patterns, Regex[] expressions, bool all) =>
        new(patterns, expressions, all, null);

    /// <summary>A matcher of plain text, by the rules of a culture: Ordinal, Invariant, Current or a culture's name.</summary>
    public static LineMatcher Texts(string[] patterns, string culture, bool caseSensitive)
    {
        if (culture.Equals("Ordinal", StringComparison.OrdinalIgnoreCase))
        {
            var comparison = caseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
            return new(patterns, [], false, (line, text) => line.IndexOf(text, comparison));
        }
        var rules = culture.ToUpperInvariant() switch
        {
            "INVARIANT" => CultureInfo.InvariantCulture.CompareInfo,
            "CURRENT" => CultureInfo.CurrentCulture.CompareInfo,
            _ => CultureInfo.GetCultureInfo(culture).CompareInfo,
        };
        var options = caseSensitive ? CompareOptions.None : CompareOptions.IgnoreCase;
        return new(patterns, [], false, (line, text) => rules.IndexOf(line, text, options));
    }

    /// <summary>The first pattern that matches a line, with its matches and their places; null when none does.</summary>
    public (string Pattern, Match[] Matches, (int Start, int Length)[] Places)? Find(string line)
    {
        for (var i = 0; i < _patterns.Length; i++)
        {
            if (_indexOf is not null)
            {
                if (_indexOf(line, _patterns[i]) is >= 0 and var start)
                    return (_patterns[i], [], [(start, Math.Min(_patterns[i].Length, line.Length - start))]);
                continue;
            }
            Match[] matches = _all ? [.. _expressions[i].Matches(line).Cast<Match>()] : First(_expressions[i].Match(line));
            if (matches.Length > 0)
                return (_patterns[i], matches, Array.ConvertAll(matches, m => (m.Index, m.Length)));
        }
        return null;
    }

    private static Match[] First(Match match) => match.Success ? [match] : [];
}
