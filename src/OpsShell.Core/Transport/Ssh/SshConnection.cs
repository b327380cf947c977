using OpsShell.Core.Nodes;
using OpsShell.Core.Transport.Files;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>An SSH connection to a node.</summary>
public sealed class SshConnection : IDisposable
{
    private readonly SshSession _session;
    private readonly SshExecChannel _exec;
    private readonly SshConnector _connector;

    internal SshConnection(Node node, SshSession session, SshConnector connector)
    {
        Node = node;
        _connector = connector;
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

    /// <summary>
    /// The node's files over SFTP. SSH.NET opens a connection of its own for it, with a login of its own, which ends when the
    /// result is disposed.
    /// </summary>
    /// <exception cref="NodeException">The node has no SFTP server, or what else failed.</exception>
    public INodeFiles OpenFiles()
    {
        var session = _connector.DialSftp(Node);
        return new TreeFiles(new SftpTree(session, _exec), session);
    }

    /// <summary>Disconnects.</summary>
    public void Dispose() => _session.Dispose();
}
