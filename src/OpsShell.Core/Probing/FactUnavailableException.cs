namespace OpsShell.Core.Probing;

/// <summary>A fact could not be had from this node: its item was not read, or its text could not be understood.</summary>
public sealed class FactUnavailableException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="source">The path or command.</param>
    /// <param name="status">How reading it went; <see cref="ProbeStatus.Failed"/> for text that was not understood.</param>
    /// <param name="reason">The reason, in words for the user.</param>
    /// <param name="inner">The cause.</param>
    public FactUnavailableException(string source, ProbeStatus status, string reason, Exception? inner = null)
        : base($"{source}: {reason}", inner)
    {
        Source = source;
        Status = status;
        Reason = reason;
    }

    /// <summary>How reading went.</summary>
    public ProbeStatus Status { get; }

    /// <summary>The reason without the source.</summary>
    public string Reason { get; }
}
