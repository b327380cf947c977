using System.Collections.Immutable;

namespace OpsShell.Core.Nodes;

/// <summary>
/// What the inventory and <c>~/.ssh/config</c> say about reaching a node over SSH. A null or empty member means "not said";
/// the connector fills it from the command's options and then from OpenSSH's defaults. Holds no secret.
/// </summary>
public sealed record SshSettings
{
    /// <summary>Settings that say nothing.</summary>
    public static SshSettings Default { get; } = new();

    /// <summary>Stands among key files for "no file, not even a default one" (ssh_config: <c>IdentityFile none</c>).</summary>
    public const string NoFile = "none";

    /// <summary>The name or address to connect to; the node's name when null (ssh_config: <c>HostName</c>).</summary>
    public string? HostName { get; init; }

    /// <summary>TCP port, 1 to 65535; 22 when null.</summary>
    public int? Port { get; init; }

    /// <summary>Login name; the local user's when null (ssh_config: <c>User</c>).</summary>
    public string? UserName { get; init; }

    /// <summary>Private key files, in order of trial (ssh_config: <c>IdentityFile</c>). <c>~</c> is already expanded. See <see cref="NoFile"/>.</summary>
    public ImmutableArray<string> IdentityFiles { get; init; } = [];

    /// <summary>OpenSSH user certificates (ssh_config: <c>CertificateFile</c>); <c>KEY-cert.pub</c> beside a key is found without.</summary>
    public ImmutableArray<string> CertificateFiles { get; init; } = [];

    /// <summary>Whether keys of the agent that are not among <see cref="IdentityFiles"/> are left out.</summary>
    public bool? IdentitiesOnly { get; init; }

    /// <summary>Socket of the agent, or <c>none</c>; <c>SSH_AUTH_SOCK</c> when null (ssh_config: <c>IdentityAgent</c>).</summary>
    public string? IdentityAgent { get; init; }

    /// <summary>The hosts to go through, first hop first, each with settings of its own (ssh_config: <c>ProxyJump</c>).</summary>
    public ImmutableArray<Node> ProxyJump { get; init; } = [];

    /// <summary>known_hosts files; the first is where a new key is recorded. OpenSSH's defaults when empty.</summary>
    public ImmutableArray<string> KnownHostsFiles { get; init; } = [];

    /// <summary>The name to look up in known_hosts instead of <see cref="HostName"/> (ssh_config: <c>HostKeyAlias</c>).</summary>
    public string? HostKeyAlias { get; init; }

    /// <summary>What happens to unknown host keys; <see cref="Nodes.HostKeyPolicy.Strict"/> when null.</summary>
    public HostKeyPolicy? HostKeyPolicy { get; init; }

    /// <summary>Limit for TCP, key exchange and login together; 10 s when null (ssh_config: <c>ConnectTimeout</c>).</summary>
    public TimeSpan? ConnectTimeout { get; init; }

    /// <summary>How to become root; not at all when null.</summary>
    public BecomeMethod? Become { get; init; }
}
