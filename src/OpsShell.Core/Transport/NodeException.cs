namespace OpsShell.Core.Transport;

/// <summary>A failure to reach, read or change one node. It never concerns the other nodes of the same command.</summary>
public sealed class NodeException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="id">The stable id.</param>
    /// <param name="message">What was tried and what went wrong, with the values seen; one sentence, no stack trace.</param>
    /// <param name="remedy">What the user can do; empty when there is nothing to say.</param>
    /// <param name="inner">The cause.</param>
    public NodeException(NodeErrorId id, string message, string remedy = "", Exception? inner = null)
        : base(message, inner)
    {
        Id = id;
        Remedy = remedy;
    }

    /// <summary>The stable id.</summary>
    public NodeErrorId Id { get; }

    /// <summary>What the user can do about it; may be empty.</summary>
    public string Remedy { get; }

    /// <summary>The same as a value to put into a result.</summary>
    public NodeError ToError() => new(Id, Message, Remedy);
}
