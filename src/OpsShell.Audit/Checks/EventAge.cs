using OpsShell.Audit.Facts;
using OpsShell.Core.Findings;

namespace OpsShell.Audit.Checks;

/// <summary>
/// How long before the audit an event in the kernel log was: uptime less its stamp, so that a wrong clock of the node does not
/// matter. The log's clock stands still while a machine sleeps, so after a suspend an event seems older than it is.
/// </summary>
internal static class EventAge
{
    /// <summary>The age; null when the log or the node does not tell the time.</summary>
    internal static TimeSpan? Of(KernelEvent item, TimeSpan? uptime)
    {
        if (item.SecondsSinceBoot is not { } stamp || uptime is not { } up)
            return null;
        var seconds = up.TotalSeconds - stamp;
        return seconds > 0 ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
    }

    /// <summary>Whether it is within so many hours. An event of unknown age counts as recent: it must not be waved through.</summary>
    internal static bool IsRecent(TimeSpan? age, double hours) => age is not { } known || known.TotalHours <= hours;

    /// <summary>As "the last 2 hours before the audit".</summary>
    internal static string Words(TimeSpan? age) =>
        age is { } known ? $"the last {Judgement.Duration(known)} before the audit" : "when is not known (no time stamps in the kernel log)";
}
