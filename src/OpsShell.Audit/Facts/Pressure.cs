using OpsShell.Core.Facts;
using OpsShell.Core.Findings;

namespace OpsShell.Audit.Facts;

/// <summary>One file under /proc/pressure: the share of time in which tasks were held up for want of a resource.</summary>
/// <param name="Some">At least one task was stalled.</param>
/// <param name="Full">All tasks that were not idle were stalled at once; null for cpu before kernel 5.13.</param>
public sealed record Pressure(PressureLine Some, PressureLine? Full)
{
    /// <summary>Waiting for a CPU.</summary>
    public static readonly Fact<Samples<Pressure>> Cpu = Of("cpu");

    /// <summary>Waiting for memory: reclaim, refault, swap-in.</summary>
    public static readonly Fact<Samples<Pressure>> Memory = Of("memory");

    /// <summary>Waiting for I/O.</summary>
    public static readonly Fact<Samples<Pressure>> Io = Of("io");

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">There is no line <c>some</c>, or a line is malformed.</exception>
    public static Pressure Parse(string text)
    {
        PressureLine? some = null, full = null;
        foreach (var line in TextLine.Of(text))
        {
            var fields = line.Fields();
            if (fields[0] == "some")
                some = PressureLine.Parse(line, fields);
            else if (fields[0] == "full")
                full = PressureLine.Parse(line, fields);
        }
        return new Pressure(some ?? throw new FormatException("there is no line 'some'"), full);
    }

    private static Fact<Samples<Pressure>> Of(string resource) =>
        Samples.Fact($"node/pressure-{resource}", $"Pressure stall information of {resource}, read twice", $"/proc/pressure/{resource}", Parse);
}
