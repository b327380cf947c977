using System.Collections.Immutable;
using OpsShell.Core.Changes;

namespace OpsShell.Ipvs.Plans;

/// <summary>What a remedy wants on one node: settings now and after a reboot, further steps, and what it must not do.</summary>
public sealed record RemedyPlan
{
    /// <summary>A plan that changes nothing.</summary>
    public static RemedyPlan Nothing { get; } = new();

    /// <summary>Kernel parameters by key (<c>net.ipv4.vs.run_estimation</c>), set now and persisted.</summary>
    public ImmutableSortedDictionary<string, string> Sysctls { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Options of the module ip_vs by name, in force when it is next loaded.</summary>
    public ImmutableSortedDictionary<string, string> ModuleOptions { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Steps of other kinds.</summary>
    public ImmutableArray<ChangeStep> Steps { get; init; } = [];

    /// <summary>What is not done, why, and what to do instead; a sentence each.</summary>
    public ImmutableArray<string> Refusals { get; init; } = [];

    /// <summary>What the user should know about what is done; a sentence each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>A plan that sets parameters.</summary>
    public static RemedyPlan Set(params ReadOnlySpan<(string Key, string Value)> values)
    {
        var sysctls = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in values)
            sysctls[key] = value;
        return new RemedyPlan { Sysctls = sysctls.ToImmutable() };
    }

    /// <summary>A plan that does nothing and says why.</summary>
    public static RemedyPlan Refuse(string reason) => new() { Refusals = [reason] };

    /// <summary>Both plans; where both set a parameter, the later one counts.</summary>
    public RemedyPlan And(RemedyPlan other) => new()
    {
        Sysctls = Sysctls.SetItems(other.Sysctls),
        ModuleOptions = ModuleOptions.SetItems(other.ModuleOptions),
        Steps = Steps.AddRange(other.Steps),
        Refusals = Refusals.AddRange(other.Refusals),
        Notes = Notes.AddRange(other.Notes),
    };
}
