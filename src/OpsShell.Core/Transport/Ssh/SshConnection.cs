using OpsShell.Core.Nodes;
using OpsShell.Core.Transport.Files;
using OpsShell.Core.Transport.Terminal;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>An SSH connection to a node.</summary>
public sealed class SshConnection : ShellConnection
{
    private readonly SshSession _session;
    private readonly SshExecChannel _exec;
    private readonly SshConnector _connector;
    private readonly ConnectionOptions _options;

    internal SshConnection(Node node, ConnectionOptions options, SshSession session, SshConnector connector)
        : this(node, options, session, connector, new SshExecChannel(session))
    {
    }

    private SshConnection(Node node, ConnectionOptions options, SshSession session, SshConnector connector, SshExecChannel exec)
        : base(node, options, exec)
    {
        _session = session;
        _connector = connector;
        _exec = exec;
        _options = options;
    }

    /// <inheritdoc/>
    public override bool IsAlive => _exec.IsAlive;

    /// <summary>What was agreed on with the server, and where the time went.</summary>
    public SshConnectionInfo Info => _session.Info;

    /// <summary>Runs command lines.</summary>
    internal IExecChannel Exec => _exec;

    /// <summary>
    /// The node's files over SFTP. SSH.NET opens a connection of its own for it, with a login of its own, which ends when the
    /// result is disposed. SFTP cannot become root: where that is asked for, the node's shell does the work under sudo.
    /// </summary>
    /// <exception cref="NodeException">The node has no SFTP server, or what else failed.</exception>
    public override INodeFiles OpenFiles()
    {
        if (_options.BecomeFor(Node) == BecomeMethod.Sudo && _session.Target.UserName != "root")
            return new RootFiles(this, _options.BecomePassword);
        var session = _connector.DialSftp(Node);
        return new TreeFiles(new SftpTree(session, _exec), session);
    }

    /// <summary>
    /// Logs in interactively, in the terminal of this process, until the node's shell ends. The connection is of no use for anything
    /// else meanwhile, nor after it was lost or left.
    /// </summary>
    /// <exception cref="NodeException">The node gives no terminal.</exception>
    /// <exception cref="InvalidOperationException">This process has no terminal.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public LoginEnd LogIn(CancellationToken cancellationToken) => new SshTerminal(_session).Run(cancellationToken);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _session.Dispose();
}
