using System.Globalization;
using Humanizer;
using OpsShell.Core.Findings;

namespace OpsShell.Audit.Reports;

/// <summary>The line that sums an audit up. Pure.</summary>
internal static class ReportSummary
{
    /// <summary>"3 nodes: 1 critical, 2 warnings, 1 unknown, 35 ok, 4 not applicable in 2.1 s".</summary>
    public static string Line(AuditReport report)
    {
        var parts = new List<string>();
        Add(report.Count(FindingStatus.Critical), "critical");
        Add(report.Count(FindingStatus.Warning), report.Count(FindingStatus.Warning) == 1 ? "warning" : "warnings");
        Add(report.Count(FindingStatus.Unknown), "unknown");
        Add(report.Count(FindingStatus.Info), "info");
        Add(report.Count(FindingStatus.Ok), "ok");
        Add(report.Count(FindingStatus.NotApplicable), "not applicable");
        if (parts.Count == 0)
            parts.Add("nothing found");
        var nodes = "node".ToQuantity(report.Nodes.Length, "N0", CultureInfo.InvariantCulture);
        var unread = report.Nodes.Count(node => node.Error is not null);
        var notRead = unread == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({unread:N0} not read)");
        var interrupted = report.Interrupted ? "Interrupted, partial result: " : "";
        return $"{interrupted}{nodes}{notRead}: {string.Join(", ", parts)} in {Time(report.Duration)}";

        void Add(int count, string what)
        {
            if (count > 0)
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}"));
        }
    }

    /// <summary>What the audit cost on the nodes, or null where no node could tell.</summary>
    public static string? Cost(AuditReport report)
    {
        var times = report.Nodes.Where(node => node.RemoteCpuTime is not null).Select(node => node.RemoteCpuTime!.Value).ToList();
        if (times.Count == 0)
            return null;
        var average = TimeSpan.FromTicks((long)times.Average(time => time.Ticks));
        return times.Count == 1 ? $"CPU time on the node: {Time(average)}" : $"CPU time on a node: {Time(average)} on average, {Time(times.Max())} at most";
    }

    /// <summary>"41 ms", "2.1 s", "3 minutes, 5 seconds".</summary>
    public static string Time(TimeSpan time) => time.TotalSeconds switch
    {
        < 0.9995 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms"),
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        _ => time.Humanize(precision: 2, culture: CultureInfo.InvariantCulture),
    };
}
