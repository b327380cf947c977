namespace OpsShell.Core.Transport;

/// <summary>What a copy came to.</summary>
/// <param name="Path">The path written.</param>
/// <param name="Files">Files written.</param>
/// <param name="Bytes">Bytes written.</param>
/// <param name="Sha256">Checksum of a single file, in lower-case hex; null for a folder.</param>
/// <param name="Verified">How the checksum of what arrived was found: <c>sha256sum</c>, <c>read back</c>.</param>
public sealed record CopyOutcome(string Path, int Files, long Bytes, string? Sha256, string Verified);
