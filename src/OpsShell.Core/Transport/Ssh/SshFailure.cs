using System.Net.Sockets;
using Renci.SshNet.Common;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>Turns what SSH.NET and the socket throw into errors that a person can act on.</summary>
internal static class SshFailure
{
    /// <summary>Why connecting failed.</summary>
    public static NodeException Connecting(Exception error, ConnectPhase phase, SshTarget target) => error switch
    {
        NodeException known => known,
        SocketException socket => Socket(socket, phase, target),
        SshOperationTimeoutException => TimedOut(phase, target, error),
        SshException when error.Message.Contains("Subsystem", StringComparison.Ordinal) || error.Message == "Channel was closed." => new NodeException(
            NodeErrorId.NotSupported, $"{target.Name}: the sshd of {target.Address} has no SFTP server.",
            "Install openssh-sftp-server on the node, or set 'Subsystem sftp internal-sftp' in its sshd_config.", error),
        SshConnectionException { DisconnectReason: Renci.SshNet.Messages.Transport.DisconnectReason.KeyExchangeFailed } => NothingInCommon(error, target),
        SshConnectionException or SshException or ObjectDisposedException when phase >= ConnectPhase.Authentication => new NodeException(
            NodeErrorId.ConnectionLost, $"{target.Name}: {target.Address} ended the connection during login: {HostText.Clean(error.Message)}",
            "Look into the log of its sshd.", error),
        SshConnectionException { DisconnectReason: Renci.SshNet.Messages.Transport.DisconnectReason.ConnectionLost } => new NodeException(
            NodeErrorId.ConnectionLost, $"{target.Name}: {target.Address} closed the connection during {Describe(phase)}.",
            "sshd does so when it has too many logins under way (MaxStartups) or blocks this address; any other service does so when it does not know SSH.",
            error),
        _ => new NodeException(
            NodeErrorId.HandshakeFailed, $"{target.Name}: no SSH with {target.Address}: {Describe(phase)} failed: {HostText.Clean(error.Message)}",
            "See that the port is the one of sshd.", error),
    };

    /// <summary>Why an open connection can no longer be used.</summary>
    public static NodeException Lost(string node, Exception? error) => new(
        NodeErrorId.ConnectionLost,
        $"{node}: the connection ended before the answer was complete{(error is null ? "" : ": " + HostText.Clean(error.Message))}",
        "The node or its sshd may have stopped, or the network is interrupted.", error);

    /// <summary>The connect time limit has passed.</summary>
    public static NodeException TimedOut(ConnectPhase phase, SshTarget target, Exception? error = null) => new(
        NodeErrorId.ConnectTimedOut,
        FormattableString.Invariant($"{target.Name}: {target.Address} did not answer within {target.ConnectTimeout.TotalSeconds:0.###} s; it stopped at {Describe(phase)}."),
        phase switch
        {
            ConnectPhase.Jump => "See whether the jump host answers.",
            ConnectPhase.Resolve => "See whether the name servers answer.",
            ConnectPhase.Connect => "The node may be down or a firewall drops the packets; -ConnectingTimeout allows more time.",
            _ => "The node takes connections but does not work; it may be overloaded or hang.",
        },
        error);

    private static NodeException Socket(SocketException error, ConnectPhase phase, SshTarget target) => error.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery => new NodeException(
            NodeErrorId.HostUnknown, $"{target.Name}: the name '{target.HostName}' has no address ({error.Message}).",
            "See the spelling, or set the address in the inventory (HostName).", error),
        SocketError.ConnectionRefused => new NodeException(
            NodeErrorId.ConnectionRefused, $"{target.Name}: nothing listens on port {target.Port} of {target.HostName}.",
            "See that sshd runs and which port it has; -Port names another.", error),
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.HostDown
            or SocketError.AccessDenied or SocketError.AddressNotAvailable => new NodeException(
            NodeErrorId.HostUnreachable, $"{target.Name}: {target.HostName} cannot be reached ({error.Message}).",
            "See the route and the firewall between here and the node.", error),
        SocketError.TimedOut => TimedOut(phase, target, error),
        _ => new NodeException(
            NodeErrorId.ConnectionLost, $"{target.Name}: the connection to {target.Address} broke during {Describe(phase)} ({error.Message}).",
            "sshd may have too many logins under way (MaxStartups) or block this address.", error),
    };

    private static NodeException NothingInCommon(Exception error, SshTarget target)
    {
        var ours = error.Message switch
        {
            var text when text.Contains("key exchange algorithm", StringComparison.Ordinal) => SshAlgorithms.KeyExchange(target.PostQuantum),
            var text when text.Contains("host key algorithm", StringComparison.Ordinal) => SshAlgorithms.HostKeys([], authorityKnown: false),
            var text when text.Contains("encryption", StringComparison.Ordinal) => SshAlgorithms.Ciphers,
            var text when text.Contains("MAC", StringComparison.Ordinal) => SshAlgorithms.Macs,
            _ => [],
        };
        var offered = ours.Count == 0 ? "" : $" OpsShell offers {string.Join(',', ours)}.";
        return new NodeException(
            NodeErrorId.HandshakeFailed, $"{target.Name}: no SSH with {target.Address}: {HostText.Clean(error.Message)}.{offered}",
            target.PostQuantum == PostQuantumPolicy.Require
                ? "This server has no post-quantum key exchange: update its OpenSSH, or do not require it."
                : "The server allows only algorithms that are no longer safe: update it, or extend its configuration.",
            error);
    }

    private static string Describe(ConnectPhase phase) => phase switch
    {
        ConnectPhase.Jump => "the connection to its jump host",
        ConnectPhase.Resolve => "the name lookup",
        ConnectPhase.Connect => "the TCP connect and the server's first line",
        ConnectPhase.KeyExchange => "the key exchange",
        _ => "the login",
    };
}
