using OpsShell.Audit.Facts;
using OpsShell.Core.Facts;

namespace OpsShell.Audit.Checks;

/// <summary>What a disk did between two readings.</summary>
/// <param name="Requests">Reads and writes completed.</param>
/// <param name="AllCompleted">Requests of any kind completed, discards and flushes included.</param>
/// <param name="AwaitMilliseconds">Mean time of a read or write, queue included; null when none completed.</param>
/// <param name="Queue">Mean number of requests under way.</param>
/// <param name="BusyPercent">Share of time with a request under way.</param>
/// <param name="InFlightFirst">Requests under way at the first reading.</param>
/// <param name="InFlightSecond">Requests under way at the second reading.</param>
/// <param name="Seconds">Time between the readings.</param>
internal sealed record DiskActivity(
    ulong Requests, ulong AllCompleted, double? AwaitMilliseconds, double Queue, double BusyPercent, long InFlightFirst, long InFlightSecond, double Seconds)
{
    /// <summary>Whether it had work at both readings and completed nothing for at least half a second in between.</summary>
    internal bool IsStuck => InFlightFirst > 0 && InFlightSecond > 0 && AllCompleted == 0 && Seconds >= 0.5;

    /// <summary>
    /// Whether the kernel charged that time as busy, which excludes a counter of requests under way that leaked (a driver's bug).
    /// From 5.0 (commit 5b18b5a73760) until commit 86d7331299fd (2022) it is charged only when a request ends, so there it stays open.
    /// </summary>
    internal bool IsSurelyStuck => IsStuck && BusyPercent > 50;

    /// <summary>The activity; null when a counter went backwards.</summary>
    internal static DiskActivity? Between(DiskStat first, DiskStat second, double seconds)
    {
        if (Samples.Delta(first.Reads, second.Reads) is not { } reads
            || Samples.Delta(first.Writes, second.Writes) is not { } writes
            || Samples.Delta(first.ReadMilliseconds, second.ReadMilliseconds) is not { } readTime
            || Samples.Delta(first.WriteMilliseconds, second.WriteMilliseconds) is not { } writeTime
            || Samples.Delta(first.BusyMilliseconds, second.BusyMilliseconds) is not { } busy
            || Samples.Delta(first.WeightedMilliseconds, second.WeightedMilliseconds) is not { } weighted)
            return null;
        var requests = unchecked(reads + writes);
        var others = unchecked((Samples.Delta(first.Discards, second.Discards) ?? 0) + (Samples.Delta(first.Flushes, second.Flushes) ?? 0));
        var milliseconds = seconds * 1000;
        return new DiskActivity(
            requests,
            unchecked(requests + others),
            requests > 0 ? ((double)readTime + writeTime) / requests : null,
            weighted / milliseconds,
            Math.Min(100, 100 * busy / milliseconds),
            first.InFlight,
            second.InFlight,
            seconds);
    }
}
