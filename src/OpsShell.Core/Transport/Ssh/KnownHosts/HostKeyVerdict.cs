namespace OpsShell.Core.Transport.Ssh;

/// <summary>What known_hosts says about a key, and which line says so.</summary>
/// <param name="Trust">The verdict.</param>
/// <param name="Entry">The line; null when there is none.</param>
/// <param name="Detail">What is wrong with a certificate; empty otherwise.</param>
internal sealed record HostKeyVerdict(HostKeyTrust Trust, KnownHostEntry? Entry = null, string Detail = "");
