using System.Collections.Immutable;
using OpsShell.Core.Nodes;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>How one host is reached, with every default filled in: the command's options, else the inventory, else OpenSSH's defaults.</summary>
internal sealed record SshTarget
{
    private static readonly TimeSpan _defaultTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The node's name, for messages.</summary>
    public required string Name { get; init; }

    /// <summary>The name or address to connect to.</summary>
    public required string HostName { get; init; }

    /// <summary>TCP port.</summary>
    public required int Port { get; init; }

    /// <summary>Login name.</summary>
    public required string UserName { get; init; }

    /// <summary>Limit for the whole of connecting.</summary>
    public required TimeSpan ConnectTimeout { get; init; }

    /// <summary>Where the keys come from.</summary>
    public required IdentitySettings Identity { get; init; }

    /// <summary>known_hosts files; a new key is recorded in the first.</summary>
    public required ImmutableArray<string> KnownHostsFiles { get; init; }

    /// <summary>The name for known_hosts when it is not <see cref="HostName"/>.</summary>
    public string? HostKeyAlias { get; init; }

    /// <summary>Whether an unknown key is accepted and recorded.</summary>
    public bool AcceptNewHostKey { get; init; }

    /// <summary>Which key exchanges are offered.</summary>
    public PostQuantumPolicy PostQuantum { get; init; }

    /// <summary>Password for login; null when there is none.</summary>
    public string? Password { get; init; }

    /// <summary>User, host and port as one writes them.</summary>
    public string Address => $"{UserName}@{(HostName.Contains(':', StringComparison.Ordinal) ? $"[{HostName}]" : HostName)}:{Port}";

    /// <summary>Fills in the defaults.</summary>
    public static SshTarget From(Node node, ConnectionOptions options)
    {
        var ssh = node.Ssh;
        return new SshTarget
        {
            Name = node.Name,
            HostName = ssh.HostName ?? node.Name,
            Port = options.Port ?? ssh.Port ?? 22,
            UserName = options.UserName ?? ssh.UserName ?? Environment.UserName,
            ConnectTimeout = options.ConnectTimeout ?? ssh.ConnectTimeout ?? _defaultTimeout,
            Identity = IdentitySettings.From(ssh, options),
            KnownHostsFiles = ssh.KnownHostsFiles.IsDefaultOrEmpty ? DefaultKnownHosts() : ssh.KnownHostsFiles,
            HostKeyAlias = ssh.HostKeyAlias,
            AcceptNewHostKey = options.AcceptNewHostKey || ssh.HostKeyPolicy == HostKeyPolicy.AcceptNew,
            PostQuantum = options.PostQuantum,
            Password = options.Password,
        };
    }

    /// <summary>
    /// The same for a host of a ProxyJump chain. User, port and login password of the command are meant for the nodes and do not
    /// go to a hop, as with <c>ssh -J</c>; key files and what concerns trust and time hold for it too.
    /// </summary>
    public static SshTarget FromHop(Node hop, ConnectionOptions options) =>
        From(hop, options with { UserName = null, Port = null }) with { Password = null };

    private static ImmutableArray<string> DefaultKnownHosts() =>
        [HomeFile("known_hosts"), HomeFile("known_hosts2"), "/etc/ssh/ssh_known_hosts", "/etc/ssh/ssh_known_hosts2"];

    /// <summary>A file in the user's .ssh folder.</summary>
    internal static string HomeFile(string name) =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".ssh", name);
}
