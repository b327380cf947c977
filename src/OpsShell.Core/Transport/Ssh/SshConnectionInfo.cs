namespace OpsShell.Core.Transport.Ssh;

/// <summary>What was agreed on with a server.</summary>
/// <param name="Address">User, host and port.</param>
/// <param name="ServerVersion">What the server says it is, cleaned of control characters.</param>
/// <param name="KeyExchange">The key exchange algorithm.</param>
/// <param name="Cipher">The cipher from here to the server.</param>
/// <param name="HostKeyType">The type of the host key, such as <c>ssh-ed25519</c>.</param>
/// <param name="HostKeyFingerprint">Its SHA-256, as <c>ssh-keygen -l</c> prints it.</param>
/// <param name="HostKeySource">The line of known_hosts that vouches for it (<c>file:line</c>), or that it was recorded now.</param>
/// <param name="Authentication">What the login succeeded with: a key file, the agent's comment of a key, or a method.</param>
/// <param name="Timings">Where the time of connecting went.</param>
public sealed record SshConnectionInfo(
    string Address,
    string ServerVersion,
    string KeyExchange,
    string Cipher,
    string HostKeyType,
    string HostKeyFingerprint,
    string HostKeySource,
    string Authentication,
    ConnectTimings Timings);
