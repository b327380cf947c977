namespace OpsShell.Core.Facts;

/// <summary>A configuration file that is there and was not read; what it says is not known.</summary>
/// <param name="Path">The file.</param>
/// <param name="Reason">Why.</param>
public sealed record UnreadFile(string Path, string Reason);
