using System.Management.Automation;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Core.Text;

namespace OpsShell.Fleet;

/// <summary>The error record for something that a node did not give.</summary>
public static class FactErrorRecord
{
    /// <summary>The record, with the id <c>FactUnavailable</c> and the node as target.</summary>
    /// <param name="node">The node.</param>
    /// <param name="missing">What was not had, and why.</param>
    /// <param name="what">What it was for, as a fact's name; null when the reason alone says it.</param>
    public static ErrorRecord Create(Node node, FactUnavailableException missing, string? what = null) =>
        new(missing, "FactUnavailable", CategoryOf(missing.Status), node)
        {
            ErrorDetails = new ErrorDetails(DisplayText.CleanLines(what is null ? $"{node.Name}: {missing.Message}" : $"{node.Name}: {what}: {missing.Message}")),
        };

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
