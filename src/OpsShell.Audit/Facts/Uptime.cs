using OpsShell.Core.Facts;
using OpsShell.Core.Findings;

namespace OpsShell.Audit.Facts;

/// <summary>/proc/uptime.</summary>
/// <param name="SinceBoot">Time since boot, suspended time included.</param>
public sealed record Uptime(TimeSpan SinceBoot)
{
    /// <summary>The later of two readings: it belongs to the moment at which the capture is dated.</summary>
    public static readonly Fact<Uptime> Fact = Core.Findings.Fact.FromSamples(
        "node/uptime", "Time since boot", "/proc/uptime", (_, second, _) => Parse(second));

    /// <summary>Reads the file.</summary>
    /// <exception cref="FormatException">It does not start with a number of seconds of at most 1000 years.</exception>
    public static Uptime Parse(string text)
    {
        var line = TextLine.Sole(text);
        var seconds = line.Real(line.Fields(1)[0], "uptime");
        return seconds is >= 0 and < 1000 * 366 * 86400.0
            ? new Uptime(TimeSpan.FromSeconds(seconds))
            : throw line.Error($"uptime {seconds} s is out of range");
    }
}
