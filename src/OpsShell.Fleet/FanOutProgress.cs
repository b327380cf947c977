using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace OpsShell.Fleet;

/// <summary>
/// Tells how far a command over many nodes has come. The first half second says nothing, because most commands are done by
/// then, and after that it speaks at most five times a second.
/// </summary>
internal sealed class FanOutProgress(string activity, int total)
{
    private static readonly TimeSpan _silence = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(0.2);
    private readonly long _started = Stopwatch.GetTimestamp();
    private TimeSpan _next = _silence;
    private int _done;
    private int _failed;
    private bool _shown;

    /// <summary>Counts a node.</summary>
    public void Count(bool failed)
    {
        _done++;
        _failed += failed ? 1 : 0;
    }

    /// <summary>What to show now, or null when it is too early.</summary>
    public ProgressRecord? Next() => Next(Stopwatch.GetElapsedTime(_started));

    /// <summary>The same at a given time since the start.</summary>
    internal ProgressRecord? Next(TimeSpan elapsed)
    {
        if (elapsed < _next || _done == total)
            return null;
        _next = elapsed + _pause;
        _shown = true;
        var failures = _failed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {_failed} failed");
        return new ProgressRecord(0, activity, string.Create(CultureInfo.InvariantCulture, $"{_done} of {total} nodes{failures}"))
        {
            PercentComplete = 100 * _done / total,
        };
    }

    /// <summary>What takes the display away again, or null when there was none.</summary>
    public ProgressRecord? End() =>
        _shown ? new ProgressRecord(0, activity, "done") { RecordType = ProgressRecordType.Completed } : null;
}
