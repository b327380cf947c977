using System.Globalization;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Ipvs.Checks;

/// <summary>What the checks about the estimator have in common.</summary>
internal static class EstimatorText
{
    internal const string PossibleCpus = "/sys/devices/system/cpu/possible";

    /// <summary>As <c>0.4 to 0.9 s</c>, <c>12 to 27 ms</c>.</summary>
    internal static string Range(TimeSpan least, TimeSpan most) => most >= TimeSpan.FromSeconds(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{least.TotalSeconds:0.0#} to {most.TotalSeconds:0.0#} s")
        : string.Create(CultureInfo.InvariantCulture, $"{least.TotalMilliseconds:0.##} to {most.TotalMilliseconds:0.##} ms");

    /// <summary>The switch as it was seen.</summary>
    internal static Evidence Seen(EstimatorSwitch @switch) =>
        Judgement.Seen(@switch.Source, @switch.Name.Length > 0 ? @switch.Name : "switch of the estimator", @switch.Value.Length > 0 ? Shortened(@switch.Value) : "empty");

    /// <summary>The command that switches it on or off on this kernel; null where it has no switch.</summary>
    internal static string? Command(EstimatorSwitch @switch, bool on) =>
        EstimatorSwitch.Names.Contains(@switch.Name) ? $"sysctl -w net.ipv4.vs.{@switch.Name}={(on ? 1 : 0)}" : null;
}
