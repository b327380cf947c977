using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;

namespace OpsShell.Fleet;

/// <summary>
/// Whether a node can be reached, and where the time goes (<c>Test-OpsConnection</c>). A contract: members are added, never
/// renamed. What does not exist on a transport, or was not reached, is null.
/// </summary>
public sealed record ConnectionTestResult
{
    /// <summary>The node.</summary>
    public required string ComputerName { get; init; }

    /// <summary>Whether it was reached and ran a command (a recording or mounted root: whether it can be read).</summary>
    public required bool Succeeded { get; init; }

    /// <summary>How it is reached.</summary>
    public required NodeTransport Transport { get; init; }

    /// <summary>User, host and port; the path of a recording or mounted root.</summary>
    public string? Address { get; init; }

    /// <summary>What failed, as a stable id; null when nothing did.</summary>
    public NodeErrorId? FailureId { get; init; }

    /// <summary>What was tried and what went wrong, in words; empty when nothing did.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What to do about it; may be empty.</summary>
    public string Remedy { get; init; } = "";

    /// <summary>Looking up the address.</summary>
    public TimeSpan? Resolve { get; init; }

    /// <summary>TCP connect, and the server's identification line (for sshd that includes starting a process).</summary>
    public TimeSpan? Tcp { get; init; }

    /// <summary>Key exchange, with the check of the host key.</summary>
    public TimeSpan? Handshake { get; init; }

    /// <summary>Login.</summary>
    public TimeSpan? Authentication { get; init; }

    /// <summary>Running <c>:</c> in a shell on the node.</summary>
    public TimeSpan? Exec { get; init; }

    /// <summary>From the first step to the last, or to the failure.</summary>
    public required TimeSpan Total { get; init; }

    /// <summary>What the server says it is.</summary>
    public string? ServerVersion { get; init; }

    /// <summary>The key exchange algorithm.</summary>
    public string? KeyExchange { get; init; }

    /// <summary>The cipher.</summary>
    public string? Cipher { get; init; }

    /// <summary>The host key's type and SHA-256, as <c>ssh-keygen -l</c> prints it.</summary>
    public string? HostKey { get; init; }

    /// <summary>The line of known_hosts that vouches for it.</summary>
    public string? HostKeySource { get; init; }

    /// <summary>What the login succeeded with: a key, a certificate, a password.</summary>
    public string? LoginMethod { get; init; }
}
