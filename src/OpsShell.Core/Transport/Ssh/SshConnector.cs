using System.Collections.Concurrent;
using OpsShell.Core.Nodes;
using Renci.SshNet;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>
/// Opens SSH connections. One connector serves a whole command or session: key files, the agent's list and known_hosts files
/// are read once and shared by all nodes, and so are the connections to jump hosts, which last until it is disposed.
/// </summary>
public sealed class SshConnector : INodeConnector, IDisposable
{
    private readonly ConnectionOptions _options;
    private readonly KnownHostsStore _knownHosts = new();
    private readonly SshThreads _threads = new();
    private readonly ConcurrentDictionary<string, Lazy<KeyRing>> _keyRings = new(StringComparer.Ordinal);
    private readonly JumpHosts _jumpHosts;
    private readonly CancellationTokenSource _closing = new();

    /// <summary>Makes a connector; nothing is read or opened before it is needed.</summary>
    /// <param name="options">What the command says; it wins over what the inventory says.</param>
    public SshConnector(ConnectionOptions options)
    {
        _options = options;
        _jumpHosts = new JumpHosts(options, (hop, route) => Dial(hop, info => new SshClient(info), route, _closing.Token));
    }

    /// <summary>Connects to a node and logs in.</summary>
    /// <exception cref="NodeException">What failed, and what to do about it.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public SshConnection Connect(Node node, CancellationToken cancellationToken) =>
        new(node, _options, Dial(node, info => new SshClient(info), cancellationToken), this);

    /// <inheritdoc/>
    INodeConnection INodeConnector.Connect(Node node, CancellationToken cancellationToken) => Connect(node, cancellationToken);

    /// <summary>Closes the connections to jump hosts.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        _jumpHosts.Dispose();
        _closing.Dispose();
    }

    /// <summary>Opens a connection for file transfer.</summary>
    internal SshSession DialSftp(Node node) => Dial(node, info => new SftpClient(info), _closing.Token);

    private SshSession Dial(Node node, Func<ConnectionInfo, BaseClient> create, CancellationToken cancellationToken)
    {
        var target = SshTarget.From(node, _options);
        var chain = node.Ssh.ProxyJump;
        return Dial(target, create, chain.IsDefaultOrEmpty ? null : () => _jumpHosts.Open(chain, target), cancellationToken);
    }

    private SshSession Dial(SshTarget target, Func<ConnectionInfo, BaseClient> create, Func<SshRoute>? route, CancellationToken cancellationToken)
    {
        var keys = Keys(target.Identity);
        return keys.Unusable is null
            ? new SshDialer(target, keys, _knownHosts, _threads).Dial(create, route, cancellationToken)
            : throw new NodeException(
                NodeErrorId.KeyUnusable, $"{target.Name}: the key file that -KeyFilePath names cannot be used: {keys.Unusable}.",
                "Name another, repair it, or leave -KeyFilePath out to log in with the keys of the inventory and the agent.");
    }

    private KeyRing Keys(IdentitySettings settings) =>
        _keyRings.GetOrAdd(settings.CacheKey, _ => new Lazy<KeyRing>(() => KeyRing.Load(settings))).Value;
}
