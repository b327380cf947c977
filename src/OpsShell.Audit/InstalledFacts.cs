using System.Collections.Immutable;
using System.Management.Automation;
using OpsShell.Core.Findings;
using OpsShell.Fleet;

namespace OpsShell.Audit;

/// <summary>The facts that the installed checks decide from.</summary>
internal static class InstalledFacts
{
    /// <summary>All of them, in order of name.</summary>
    public static ImmutableArray<Fact> All =>
        [.. InstalledChecks.Catalog.Checks.SelectMany(check => check.Needs).Distinct().OrderBy(fact => fact.Name, StringComparer.Ordinal)];

    /// <summary>Those that match one of the patterns; all when there is none.</summary>
    /// <exception cref="PSArgumentException">A pattern matches nothing; the message says what there is.</exception>
    public static ImmutableArray<Fact> Select(IReadOnlyCollection<string> patterns)
    {
        var all = All;
        if (patterns.Count == 0)
            return all;
        var wanted = patterns.Select(pattern => (pattern, Wildcard: WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase))).ToList();
        foreach (var (pattern, wildcard) in wanted.Where(one => !all.Any(fact => one.Wildcard.IsMatch(fact.Name))))
            throw new PSArgumentException($"No fact matches '{pattern}'. Facts: {string.Join(", ", all.Select(fact => fact.Name))}.");
        return [.. all.Where(fact => wanted.Any(one => one.Wildcard.IsMatch(fact.Name)))];
    }
}
