using System.Net;
using System.Net.Sockets;
using Renci.SshNet;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>
/// The way to one host through a jump host: a local port that takes a single connection and leads it through a channel of
/// the jump host's connection.
/// </summary>
internal sealed class JumpRoute : SshRoute, IForwardedPort
{
    private readonly SshSession _hop;
    private readonly string _targetHost;
    private readonly int _targetPort;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private volatile NodeException? _failure;
    private int _disposed;

    /// <summary>Opens the local port.</summary>
    public JumpRoute(SshSession hop, string targetHost, int targetPort)
    {
        _hop = hop;
        _targetHost = targetHost;
        _targetPort = targetPort;
        _listener.Start(1);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        new Thread(Forward, 128 << 10) { IsBackground = true, Name = "ssh jump" }.Start();
    }

    /// <inheritdoc/>
    public event EventHandler? Closing;

    /// <inheritdoc/>
    public override string Host => "127.0.0.1";

    /// <inheritdoc/>
    public override int Port { get; }

    /// <inheritdoc/>
    public override NodeException? Failure => _failure;

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        _listener.Stop();
        Closing?.Invoke(this, EventArgs.Empty);
    }

    private void Forward()
    {
        try
        {
            using var socket = _listener.AcceptSocket();
            _listener.Stop();
            socket.NoDelay = true;
            using var channel = new DirectChannel(_hop.Client);
            channel.Open(_targetHost, _targetPort, this, socket);
            if (channel.IsOpen)
                channel.Carry();
            else
                _failure = new NodeException(
                    NodeErrorId.JumpFailed, $"jump host {_hop.Target.Address} cannot reach {_targetHost}:{_targetPort}, or does not allow to go on from there.",
                    "Try it on the jump host itself; its sshd needs AllowTcpForwarding yes.");
        }
        // SSH.NET answers a session that is closed under a channel with exceptions of many kinds (ArgumentNullException of a wait handle that
        // is gone, NullReferenceException). This is a thread of its own: what leaves it ends the program.
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            if (Volatile.Read(ref _disposed) == 0)
                _failure = new NodeException(
                    NodeErrorId.JumpFailed, $"the way through jump host {_hop.Target.Address} broke: {HostText.Clean(error.Message)}", "", error);
        }
    }
}
