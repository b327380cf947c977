using System.Collections.Immutable;
using System.IO.Enumeration;
using System.Reflection;

namespace OpsShell.Core.Findings;

/// <summary>All checks that are there to choose from.</summary>
/// <param name="checks">The checks.</param>
/// <param name="recorded">Facts that recordings have beside those that checks need.</param>
/// <param name="optional">What recordings have on request.</param>
public sealed class CheckCatalog(ImmutableArray<Check> checks, ImmutableArray<Fact> recorded, ImmutableArray<OptionalRecording> optional)
{
    /// <summary>The checks, in order of id.</summary>
    public ImmutableArray<Check> Checks { get; } = [.. checks.OrderBy(check => check.Info.Id, StringComparer.Ordinal)];

    /// <summary>Facts that recordings have beside those that checks need.</summary>
    public ImmutableArray<Fact> Recorded => recorded;

    /// <summary>What recordings have on request, in order of name.</summary>
    public ImmutableArray<OptionalRecording> OptionalRecordings { get; } = [.. optional.OrderBy(recording => recording.Name, StringComparer.Ordinal)];

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
        return new(
            [.. providers.SelectMany(provider => provider.Checks)], [.. providers.SelectMany(provider => provider.Recorded)],
            [.. providers.SelectMany(provider => provider.OptionalRecordings)]);
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

    /// <summary>Chooses from what recordings have on request.</summary>
    /// <param name="patterns">Names, with <c>*</c> and <c>?</c>.</param>
    /// <exception cref="ArgumentException">A pattern matches nothing; the message says what there is.</exception>
    public ImmutableArray<OptionalRecording> SelectOptional(IReadOnlyCollection<string> patterns)
    {
        foreach (var pattern in patterns.Where(pattern => !OptionalRecordings.Any(recording => IsMatch(pattern, recording.Name))))
            throw new ArgumentException($"Nothing that a recording can include matches '{pattern}'. There is: {string.Join(", ", OptionalRecordings.Select(recording => recording.Name))}.");
        return [.. OptionalRecordings.Where(recording => patterns.Any(pattern => IsMatch(pattern, recording.Name)))];
    }

    private static bool IsMatch(string pattern, Check check) => IsMatch(pattern, check.Info.Id);

    private static bool IsMatch(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true);
}
