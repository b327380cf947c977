using System.Collections.Immutable;
using OpsShell.Core.Nodes;

namespace OpsShell.Core.Transport;

/// <summary>
/// What one command says about its connections. What is said here wins over the inventory. Secrets live here only, in memory,
/// and are never part of a message, a snapshot or a file.
/// </summary>
public sealed record ConnectionOptions
{
    /// <summary>Options that say nothing.</summary>
    public static ConnectionOptions Default { get; } = new();

    /// <summary>Login name for every node.</summary>
    public string? UserName { get; init; }

    /// <summary>Port for every node.</summary>
    public int? Port { get; init; }

    /// <summary>Private key files, tried before those of the inventory.</summary>
    public ImmutableArray<string> KeyFiles { get; init; } = [];

    /// <summary>Password for password and keyboard-interactive login, and for an encrypted private key.</summary>
    public string? Password { get; init; }

    /// <summary>Whether an unknown host key is accepted and recorded in known_hosts.</summary>
    public bool AcceptNewHostKey { get; init; }

    /// <summary>Limit for TCP, key exchange and login together.</summary>
    public TimeSpan? ConnectTimeout { get; init; }

    /// <summary>How to become root.</summary>
    public BecomeMethod? Become { get; init; }

    /// <summary>Password for sudo; <c>sudo -n</c> alone when null.</summary>
    public string? BecomePassword { get; init; }

    /// <summary>Post-quantum key exchange.</summary>
    public PostQuantumPolicy PostQuantum { get; init; }

    /// <summary>
    /// Whether <paramref name="node"/> is to be read as root under these options: what the command says, else the inventory.
    /// </summary>
    public BecomeMethod BecomeFor(Node node) => Become ?? node.Ssh.Become ?? BecomeMethod.None;
}
