namespace OpsShell.Benchmarks;

/// <summary>One run, or the median of several.</summary>
/// <param name="Wall">From start to exit.</param>
/// <param name="ClientCpu">User and system time of the process and all its descendants that it waited for.</param>
/// <param name="SshdCpu">User and system time of the sshd and its sessions, with what they ran.</param>
/// <param name="Output">Standard output.</param>
internal sealed record Measurement(TimeSpan Wall, TimeSpan ClientCpu, TimeSpan SshdCpu, string Output)
{
    /// <summary>The median, of each quantity by itself.</summary>
    public static Measurement Median(IReadOnlyList<Measurement> runs) => new(
        MedianOf(runs.Select(run => run.Wall)), MedianOf(runs.Select(run => run.ClientCpu)), MedianOf(runs.Select(run => run.SshdCpu)), runs[^1].Output);

    /// <summary>The median; the lower of the middle two for an even number.</summary>
    public static TimeSpan MedianOf(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        return sorted[(sorted.Count - 1) / 2];
    }
}
