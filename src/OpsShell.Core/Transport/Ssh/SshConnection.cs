using OpsShell.Core.Nodes;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>An SSH connection to a node.</summary>
public sealed class SshConnection : IDisposable
{
    private readonly SshSession _session;
    private readonly SshExecChannel _exec;

    internal SshConnection(Node node, SshSession session)
    {
        Node = node;
        _session = session;
        _exec = new SshExecChannel(session);
    }

    /// <summary>The node at the other end.</summary>
    public Node Node { get; }

    /// <summary>Whether the connection can take another call.</summary>
    public bool IsAlive => _exec.IsAlive;

    /// <summary>What was agreed on with the server, and where the time went.</summary>
    public SshConnectionInfo Info => _session.Info;

    /// <summary>Runs command lines.</summary>
    internal IExecChannel Exec => _exec;

    /// <summary>Disconnects.</summary>
    public void Dispose() => _session.Dispose();
}
