namespace OpsShell.Core.Probing;

/// <summary>One file, listing or output that an item brought.</summary>
/// <param name="Path">The file's path on the node; the command line for a command.</param>
/// <param name="Status">How reading went.</param>
/// <param name="Bytes">What was read.</param>
/// <param name="Reason">Why it is not Ok; empty when it is.</param>
/// <param name="ExitCode">A command's exit code.</param>
public sealed record ProbeContent(string Path, ProbeStatus Status, ReadOnlyMemory<byte> Bytes, string Reason = "", int? ExitCode = null)
{
    /// <summary>The bytes as UTF-8; what is not valid UTF-8 becomes U+FFFD. A leading byte order mark is dropped.</summary>
    public string Text => ProbeText.Decode(Bytes.Span);
}
