using System.Diagnostics;
using OpsShell.Core.Probing;

namespace OpsShell.Core.Transport.Local;

/// <summary>Answers a batch from a tree on this machine, in the order of the remote script: first sample, the rest, second sample.</summary>
internal static class DirectProbe
{
    /// <summary>Answers.</summary>
    /// <param name="tree">Where the files are.</param>
    /// <param name="files">What is read from the tree.</param>
    /// <param name="interval">Time between the two samples.</param>
    /// <param name="isLive">Whether there is a second sample at all.</param>
    /// <param name="meanwhile">What else is read, inside the interval.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static ProbeResults Run(
        FileTree tree, IReadOnlyCollection<ProbeItem> files, TimeSpan interval, bool isLive, Func<IEnumerable<ProbeResult>> meanwhile, CancellationToken cancellationToken)
    {
        var firstAt = Stopwatch.GetTimestamp();
        var sampled = files.Where(item => item.Sampled).Select(tree.Read).ToList();
        List<ProbeResult> others = [.. files.Where(item => !item.Sampled).Select(tree.Read), .. meanwhile()];
        if (sampled.Count == 0 || !isLive)
            return new ProbeResults([.. sampled, .. others], DateTimeOffset.UtcNow, TimeSpan.Zero);

        var rest = interval - Stopwatch.GetElapsedTime(firstAt);
        if (rest > TimeSpan.Zero)
            cancellationToken.WaitHandle.WaitOne(rest);
        cancellationToken.ThrowIfCancellationRequested();
        var span = Stopwatch.GetElapsedTime(firstAt);
        var twice = sampled.Select(first => first with { SecondContents = tree.Read(first.Item).Contents }).ToList();
        return new ProbeResults([.. twice, .. others], DateTimeOffset.UtcNow, span);
    }
}
