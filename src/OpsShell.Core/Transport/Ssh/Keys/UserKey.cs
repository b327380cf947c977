using Renci.SshNet.Security;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>A key or certificate to log in with.</summary>
/// <param name="Label">The file, or the agent's comment, for messages.</param>
/// <param name="Algorithms">The signature algorithms that it can be used with; RSA has several.</param>
/// <param name="InAgent">Whether an agent signs.</param>
internal sealed record UserKey(string Label, IReadOnlyList<HostAlgorithm> Algorithms, bool InAgent)
{
    /// <summary>
    /// The one algorithm to use with a server: each further one would count as a failed attempt. SHA-512 for RSA, but
    /// Dropbear knows SHA-256 only. SHA-1 is never used.
    /// </summary>
    public HostAlgorithm? For(string? serverVersion)
    {
        var hash = serverVersion?.Contains("dropbear", StringComparison.OrdinalIgnoreCase) == true ? "rsa-sha2-256" : "rsa-sha2-512";
        return Algorithms.FirstOrDefault(algorithm => algorithm.Name.StartsWith(hash, StringComparison.Ordinal))
            ?? Algorithms.FirstOrDefault(algorithm => !algorithm.Name.StartsWith("ssh-rsa", StringComparison.Ordinal));
    }
}
