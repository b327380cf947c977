using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Core.Changes;

namespace OpsShell.Ipvs.Plans;

/// <summary>From what remedies want to the steps that a node is changed by. Pure.</summary>
internal static class RemedySteps
{
    private const string OfModule = "net.ipv4.vs.";

    /// <summary>The steps: parameters now, the files that keep them, then the others.</summary>
    public static ImmutableArray<ChangeStep> Of(RemedyPlan plan, RemedyFiles files)
    {
        var steps = ImmutableArray.CreateBuilder<ChangeStep>();
        var outlivesModule = plan.Sysctls.Keys.Any(key => key.StartsWith(OfModule, StringComparison.Ordinal));
        steps.AddRange(plan.Sysctls.Select(setting => Parameter(setting.Key, setting.Value)));
        if (!plan.Sysctls.IsEmpty)
            steps.Add(FileStep.OfText(SysctlDropIn.Path, SysctlDropIn.Merge(files.SysctlText, plan.Sysctls), $"Keep {Names(plan.Sysctls.Keys)} across reboots"));
        if (outlivesModule && files.SysctlProgram is { } program)
            steps.Add(FileStep.OfText(SysctlDropIn.RulePath, SysctlDropIn.Rule(program), "Apply the settings whenever the module ip_vs is loaded"));
        var applyByModprobe = outlivesModule && files.SysctlProgram is null;
        if (!plan.ModuleOptions.IsEmpty || applyByModprobe)
            steps.Add(FileStep.OfText(ModuleDropIn.Path, ModuleDropIn.Merge(files.ModuleText, plan.ModuleOptions, applyByModprobe), ModuleText(plan), "from the next load of the module ip_vs"));
        steps.AddRange(plan.Steps);
        return steps.ToImmutable();
    }

    /// <summary>The file of a parameter.</summary>
    public static string PathOf(string key) => "/proc/sys/" + key.Replace('.', '/');

    private static ParameterStep Parameter(string key, string value) => new()
    {
        Path = PathOf(key),
        Value = value,
        Description = string.Create(CultureInfo.InvariantCulture, $"Set {key} to {value} now"),
        Persistence = key.StartsWith(OfModule, StringComparison.Ordinal) ? "until the module ip_vs is loaded anew" : "until reboot",
        KeptBy = "the file keeps it beyond that",
    };

    private static string ModuleText(RemedyPlan plan) => plan.ModuleOptions.IsEmpty
        ? "Apply the settings whenever the module ip_vs is loaded"
        : $"Load ip_vs with {string.Join(' ', plan.ModuleOptions.Select(option => $"{option.Key}={option.Value}"))}";

    private static string Names(IEnumerable<string> keys) => string.Join(", ", keys);
}
