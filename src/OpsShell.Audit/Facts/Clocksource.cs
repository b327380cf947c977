using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Audit.Facts;

/// <summary>Where the kernel takes the time from.</summary>
/// <param name="Current">The one in use, as <c>tsc</c>.</param>
/// <param name="Available">Those that could be used; empty when the kernel does not say.</param>
public sealed record Clocksource(string Current, ImmutableArray<string> Available)
{
    private const string Folder = "/sys/devices/system/clocksource/clocksource0/";
    private static readonly ProbeItem CurrentFile = ProbeItem.File(Folder + "current_clocksource");
    private static readonly ProbeItem AvailableFile = ProbeItem.File(Folder + "available_clocksource");

    /// <summary>The fact.</summary>
    public static readonly Fact<Clocksource> Fact = Core.Findings.Fact.FromItems(
        "node/clocksource", "Clock source in use and those available", [CurrentFile, AvailableFile], results => new Clocksource(
            TextLine.Sole(results.Text(CurrentFile)).Fields(1)[0],
            results.Find(AvailableFile).Status == ProbeStatus.Ok ? [.. results.Text(AvailableFile).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)] : []));
}
