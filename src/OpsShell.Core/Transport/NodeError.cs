namespace OpsShell.Core.Transport;

/// <summary>Why one node gave no result.</summary>
/// <param name="Id">The stable id.</param>
/// <param name="Message">What was tried and what went wrong.</param>
/// <param name="Remedy">What the user can do about it; may be empty.</param>
public sealed record NodeError(NodeErrorId Id, string Message, string Remedy)
{
    /// <summary>Message and remedy as one text.</summary>
    public override string ToString() => Remedy.Length == 0 ? Message : $"{Message} {Remedy}";
}
