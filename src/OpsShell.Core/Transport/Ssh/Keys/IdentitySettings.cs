using System.Collections.Immutable;
using OpsShell.Core.Nodes;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>Where the keys for a login come from. Nodes with equal settings share the keys, which are then read once.</summary>
/// <param name="Explicit">Files that the command named; each that cannot be used is worth a word.</param>
/// <param name="Configured">Files of the inventory or ssh_config.</param>
/// <param name="Defaults">OpenSSH's default files, tried when nothing is configured; a missing one is no problem.</param>
/// <param name="Certificates">Certificate files.</param>
/// <param name="IdentitiesOnly">Whether other keys of the agent are left out.</param>
/// <param name="AgentSocket">Path of the agent's socket; null for no agent.</param>
/// <param name="Passphrase">For encrypted key files.</param>
internal sealed record IdentitySettings(
    ImmutableArray<string> Explicit,
    ImmutableArray<string> Configured,
    ImmutableArray<string> Defaults,
    ImmutableArray<string> Certificates,
    bool IdentitiesOnly,
    string? AgentSocket,
    string? Passphrase)
{
    /// <summary>Fills in OpenSSH's defaults.</summary>
    public static IdentitySettings From(SshSettings ssh, ConnectionOptions options)
    {
        ImmutableArray<string> named = options.KeyFiles.IsDefault ? [] : options.KeyFiles;
        ImmutableArray<string> configured = ssh.IdentityFiles.IsDefault ? [] : ssh.IdentityFiles;
        var defaults = named.IsEmpty && configured.IsEmpty
            ? ImmutableArray.Create(SshTarget.HomeFile("id_ed25519"), SshTarget.HomeFile("id_ecdsa"), SshTarget.HomeFile("id_rsa"))
            : [];
        return new IdentitySettings(
            named, [.. configured.Where(file => file != SshSettings.NoFile)], defaults, ssh.CertificateFiles.IsDefault ? [] : ssh.CertificateFiles,
            ssh.IdentitiesOnly == true, Agent(ssh.IdentityAgent), options.Password);
    }

    /// <summary>All key files in order, without repetition.</summary>
    public IEnumerable<string> Files => Explicit.Concat(Configured).Concat(Defaults).Distinct(StringComparer.Ordinal);

    /// <summary>A text that is equal exactly for equal settings, the passphrase aside (it is one for the whole command).</summary>
    public string CacheKey => string.Join('\0',
        [.. Explicit, "\u0001", .. Configured, "\u0001", .. Defaults, "\u0001", .. Certificates, IdentitiesOnly ? "only" : "all", AgentSocket ?? ""]);

    // ssh_config: IdentityAgent may be a path, "none", "SSH_AUTH_SOCK", or a variable with a $ in front.
    private static string? Agent(string? configured)
    {
        var path = configured switch
        {
            null or "SSH_AUTH_SOCK" => Environment.GetEnvironmentVariable("SSH_AUTH_SOCK"),
            _ when configured.Equals("none", StringComparison.OrdinalIgnoreCase) => null,
            _ when configured.StartsWith('$') => Environment.GetEnvironmentVariable(configured[1..].Trim('{', '}')),
            _ => configured,
        };
        return string.IsNullOrEmpty(path) ? null : path;
    }
}
