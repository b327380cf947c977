using System.Collections.Immutable;
using System.IO.Enumeration;
using System.Reflection;

namespace OpsShell.Core.Findings;

/// <summary>All checks that are there to choose from.</summary>
/// <param name="checks">The checks.</param>
/// <param name="recorded">Facts that recordings have beside those that checks need.</param>
public sealed class CheckCatalog(ImmutableArray<Check> checks, ImmutableArray<Fact> recorded)
{
    /// <summary>The checks, in order of id.</summary>
    public ImmutableArray<Check> Checks { get; } = [.. checks.OrderBy(check => check.Info.Id, StringComparer.Ordinal)];

    /// <summary>Facts that recordings have beside those that checks need.</summary>
    public ImmutableArray<Fact> Recorded => recorded;

    /// <summary>Their areas.</summary>
    public IEnumerable<string> Areas => Checks.Select(check => check.Info.Area).Distinct();

    /// <summary>The checks of all assemblies that name a provider (<see cref="CheckProviderAttribute"/>).</summary>
    public static CheckCatalog FromAssemblies(IEnumerable<Assembly> assemblies)
    {
        ICheckProvider[] providers =
        [
            .. assemblies.Select(assembly => assembly.GetCustomAttribute<CheckProviderAttribute>()).OfType<CheckProviderAttribute>()
                .Select(provider => (ICheckProvider)Activator.CreateInstance(provider.ProviderType)!),
        ];
        return new([.. providers.SelectMany(provider => provider.Checks)], [.. providers.SelectMany(provider => provider.Recorded)]);
    }

    /// <summary>Chooses checks.</summary>
    /// <param name="areas">Names of areas; all when empty.</param>
    /// <param name="patterns">
    /// Ids, with <c>*</c> and <c>?</c>; a leading <c>!</c> leaves out. All when none is without <c>!</c>.
    /// </param>
    /// <exception cref="ArgumentException">A name or pattern matches nothing; the message says what there is.</exception>
    public ImmutableArray<Check> Select(IReadOnlyCollection<string> areas, IReadOnlyCollection<string> patterns)
    {
        foreach (var area in areas.Where(area => !Areas.Contains(area, StringComparer.OrdinalIgnoreCase)))
            throw new ArgumentException($"There is no area '{area}'. Areas: {string.Join(", ", Areas)}.");
        foreach (var pattern in patterns.Where(pattern => !Checks.Any(check => IsMatch(pattern.TrimStart('!'), check))))
            throw new ArgumentException($"No check matches '{pattern}'. Checks: {string.Join(", ", Checks.Select(check => check.Info.Id))}.");
        var wanted = patterns.Where(pattern => !pattern.StartsWith('!')).ToList();
        var unwanted = patterns.Where(pattern => pattern.StartsWith('!')).Select(pattern => pattern[1..]).ToList();
        return [.. Checks
            .Where(check => areas.Count == 0 || areas.Contains(check.Info.Area, StringComparer.OrdinalIgnoreCase))
            .Where(check => wanted.Count == 0 || wanted.Any(pattern => IsMatch(pattern, check)))
            .Where(check => !unwanted.Any(pattern => IsMatch(pattern, check)))];
    }

    private static bool IsMatch(string pattern, Check check) => FileSystemName.MatchesSimpleExpression(pattern, check.Info.Id, ignoreCase: true);
}
