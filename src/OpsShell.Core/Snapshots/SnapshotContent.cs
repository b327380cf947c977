using OpsShell.Core.Probing;

namespace OpsShell.Core.Snapshots;

/// <summary>One recorded file, listing or output.</summary>
/// <param name="Path">Its path on the node.</param>
/// <param name="Status">How reading went.</param>
/// <param name="Reason">Why it is not Ok.</param>
/// <param name="ExitCode">A command's exit code.</param>
/// <param name="Entry">Number of the entry <c>items/N</c> with the bytes; null when nothing was read.</param>
public sealed record SnapshotContent(string Path, ProbeStatus Status, string Reason, int? ExitCode, int? Entry);
