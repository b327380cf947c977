using OpsShell.Core.Facts;
using OpsShell.Core.Findings;

namespace OpsShell.Audit.Facts;

/// <summary>/proc/loadavg: damped averages of tasks that run, want to run, or sleep uninterruptibly (so I/O counts too).</summary>
/// <param name="One">Over about 1 minute.</param>
/// <param name="Five">Over about 5 minutes.</param>
/// <param name="Fifteen">Over about 15 minutes.</param>
public sealed record LoadAverage(double One, double Five, double Fifteen)
{
    /// <summary>The fact.</summary>
    public static readonly Fact<LoadAverage> Fact =
        Core.Findings.Fact.FromFile("node/load", "Load averages over 1, 5 and 15 minutes", "/proc/loadavg", Parse);

    /// <summary>Reads the file.</summary>
    /// <exception cref="FormatException">It does not start with three numbers.</exception>
    public static LoadAverage Parse(string text)
    {
        var line = TextLine.Sole(text);
        var fields = line.Fields(3);
        return new LoadAverage(line.Real(fields[0], "load1"), line.Real(fields[1], "load5"), line.Real(fields[2], "load15"));
    }
}
