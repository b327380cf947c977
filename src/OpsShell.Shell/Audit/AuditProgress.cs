using System.Diagnostics;
using System.Globalization;
using OpsShell.Shell.Hosting;

namespace OpsShell.Shell.Audit;

/// <summary>Shows how many nodes are done, on a terminal only.</summary>
/// <param name="total">The number of nodes.</param>
internal sealed class AuditProgress(int total) : IProgress<int>
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly ProgressLine _line = new();
    private long _shownAt;

    public void Report(int value)
    {
        if (total == 1 || Stopwatch.GetElapsedTime(_shownAt) < Pause)
            return;
        _shownAt = Stopwatch.GetTimestamp();
        _line.Show(string.Create(CultureInfo.InvariantCulture, $"{value} of {total} nodes"));
    }

    /// <summary>Removes the line.</summary>
    public void Hide() => _line.Hide();
}
