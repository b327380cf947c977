using System.Management.Automation;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Core.Text;

namespace OpsShell.Fleet;

/// <summary>Makes PowerShell's error records of facts that a node did not give. Pure.</summary>
public static class FactErrorRecord
{
    /// <summary>The record, with the id <c>FactUnavailable</c>, the category that fits, and the <see cref="Node"/> as target.</summary>
    /// <param name="node">The node.</param>
    /// <param name="missing">What it did not give, and why.</param>
    /// <param name="subject">What was to be known; may be empty.</param>
    /// <param name="remedy">What the user can do; may be empty.</param>
    public static ErrorRecord Create(Node node, FactUnavailableException missing, string subject = "", string remedy = "")
    {
        var what = subject.Length == 0 ? "" : subject + ": ";
        return new ErrorRecord(missing, "FactUnavailable", CategoryOf(missing.Status), node)
        {
            ErrorDetails = new ErrorDetails(DisplayText.CleanLines($"{node.Name}: {what}{missing.Message}")) { RecommendedAction = remedy },
        };
    }

    private static ErrorCategory CategoryOf(ProbeStatus status) => status switch
    {
        ProbeStatus.Missing => ErrorCategory.ObjectNotFound,
        ProbeStatus.Denied => ErrorCategory.PermissionDenied,
        ProbeStatus.TimedOut => ErrorCategory.OperationTimeout,
        ProbeStatus.Truncated => ErrorCategory.LimitsExceeded,
        ProbeStatus.Unsupported => ErrorCategory.NotImplemented,
        _ => ErrorCategory.ReadError,
    };
}
