using System.Management.Automation;
using OpsShell.Core.Nodes;
using OpsShell.Core.Text;
using OpsShell.Core.Transport;

namespace OpsShell.Fleet;

/// <summary>Makes PowerShell's error records of what went wrong with a node. Pure.</summary>
public static class NodeErrorRecord
{
    /// <summary>
    /// The record: the error's id, the category that fits, the <see cref="Node"/> as target, and the way out as recommended
    /// action. The text that is shown begins with the node's name, because many nodes fail side by side.
    /// </summary>
    public static ErrorRecord Create(Node node, NodeError error)
    {
        var exception = new NodeException(error.Id, error.Message, error.Remedy);
        return new ErrorRecord(exception, error.Id.ToString(), CategoryOf(error.Id), node)
        {
            ErrorDetails = new ErrorDetails(DisplayText.CleanLines(Named(node, error.Message))) { RecommendedAction = error.Remedy },
        };
    }

    /// <summary>The message with the node's name in front, which many messages have already.</summary>
    private static string Named(Node node, string message) =>
        message.StartsWith(node.Name + ":", StringComparison.Ordinal) ? message : $"{node.Name}: {message}";

    /// <summary>The category of an error id.</summary>
    public static ErrorCategory CategoryOf(NodeErrorId id) => id switch
    {
        NodeErrorId.HostUnknown or NodeErrorId.FileNotFound or NodeErrorId.SourceUnreadable => ErrorCategory.ObjectNotFound,
        NodeErrorId.ConnectionRefused or NodeErrorId.HostUnreachable or NodeErrorId.HandshakeFailed or NodeErrorId.ConnectionLost
            or NodeErrorId.JumpFailed => ErrorCategory.ConnectionError,
        NodeErrorId.ConnectTimedOut or NodeErrorId.NodeTimedOut => ErrorCategory.OperationTimeout,
        NodeErrorId.HostKeyUnknown or NodeErrorId.HostKeyChanged or NodeErrorId.HostKeyRevoked => ErrorCategory.SecurityError,
        NodeErrorId.AuthenticationFailed or NodeErrorId.KeyUnusable => ErrorCategory.AuthenticationError,
        NodeErrorId.BecomeFailed or NodeErrorId.FileDenied => ErrorCategory.PermissionDenied,
        NodeErrorId.Cancelled => ErrorCategory.OperationStopped,
        NodeErrorId.ShellUnusable or NodeErrorId.ToolMissing => ErrorCategory.NotInstalled,
        NodeErrorId.OutputTooLarge => ErrorCategory.LimitsExceeded,
        NodeErrorId.ProtocolError => ErrorCategory.ProtocolError,
        NodeErrorId.SnapshotInvalid or NodeErrorId.ChecksumMismatch => ErrorCategory.InvalidData,
        NodeErrorId.NotSupported => ErrorCategory.NotImplemented,
        NodeErrorId.DiskFull => ErrorCategory.QuotaExceeded,
        NodeErrorId.CopyFailed => ErrorCategory.WriteError,
        NodeErrorId.ChangeConflict => ErrorCategory.ResourceBusy,
        NodeErrorId.ChangeFailed => ErrorCategory.WriteError,
        NodeErrorId.NotTheSameNode => ErrorCategory.SecurityError,
        NodeErrorId.JournalFailed => ErrorCategory.WriteError,
        _ => ErrorCategory.NotSpecified,
    };
}
