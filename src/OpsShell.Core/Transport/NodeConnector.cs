using OpsShell.Core.Nodes;
using OpsShell.Core.Transport.Local;
using OpsShell.Core.Transport.Root;

namespace OpsShell.Core.Transport;

/// <summary>Opens connections of every kind.</summary>
/// <param name="options">What the command says about its connections.</param>
/// <param name="ssh">Makes the SSH connector, which is only done when a node needs it: it parses keys and known_hosts.</param>
public sealed class NodeConnector(ConnectionOptions options, Func<INodeConnector> ssh) : INodeConnector, IDisposable
{
    private readonly Lazy<INodeConnector> _ssh = new(ssh);

    /// <inheritdoc/>
    public INodeConnection Connect(Node node, CancellationToken cancellationToken) => node.Transport switch
    {
        NodeTransport.Local => new LocalConnection(node, options),
        NodeTransport.Ssh => _ssh.Value.Connect(node, cancellationToken),
        NodeTransport.HostRoot => new HostRootConnection(node),
        NodeTransport.Snapshot => new SnapshotConnection(node),
        _ => throw new ArgumentException($"There is no transport {node.Transport}.", nameof(node)),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ssh.IsValueCreated)
            (_ssh.Value as IDisposable)?.Dispose();
    }
}
