using System.Globalization;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Ipvs.Checks;

/// <summary>What the checks about the estimator have in common.</summary>
internal static class EstimatorText
{
    internal const string PossibleCpus = "/sys/devices/system/cpu/possible";

    /// <summary>As <c>0.4 to 0.9 s</c>, <c>12 to 27 ms</c>, <c>0.3 to 0.7 µs</c>.</summary>
    internal static string Range(TimeSpan least, TimeSpan most) => most >= TimeSpan.FromSeconds(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{least.TotalSeconds:0.0#} to {most.TotalSeconds:0.0#} s")
        : most >= TimeSpan.FromMilliseconds(0.1) ? string.Create(CultureInfo.InvariantCulture, $"{least.TotalMilliseconds:0.##} to {most.TotalMilliseconds:0.##} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{least.TotalMicroseconds:0.#} to {most.TotalMicroseconds:0.#} µs");

    /// <summary>Shares of a CPU, as <c>0.4 to 0.9 %</c>, <c>less than 0.01 %</c>.</summary>
    internal static string PercentRange(double least, double most) =>
        most < 0.01 ? "less than 0.01 %" : string.Create(CultureInfo.InvariantCulture, $"{least:0.##} to {most:0.##} %");

    /// <summary>The switch as it was seen.</summary>
    internal static Evidence Seen(EstimatorSwitch @switch) =>
        Judgement.Seen(@switch.Source, @switch.Name.Length > 0 ? @switch.Name : "switch of the estimator", @switch.Value.Length > 0 ? Shortened(@switch.Value) : "empty");

    /// <summary>The command that switches it on or off on this kernel; null where it has no switch.</summary>
    internal static string? Command(EstimatorSwitch @switch, bool on) =>
        EstimatorSwitch.Names.Contains(@switch.Name) ? $"sysctl -w net.ipv4.vs.{@switch.Name}={(on ? 1 : 0)}" : null;
}
