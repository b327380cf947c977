using OpsShell.Core.Fleet;
using OpsShell.Core.Transport;
using OpsShell.Core.Transport.Ssh;

namespace OpsShell.Fleet;

/// <summary>
/// Owns the warm connections of this process. They are the one thing that outlives a cmdlet, and PowerShell gives a binary
/// module no place to keep such a thing but the process: a runspace has several modules, <c>ForEach-Object -Parallel</c> has
/// several runspaces, and all of them mean the same nodes. Removing the module closes the connections; a process that exits
/// leaves that to the kernel, so that <c>exit</c> does not wait for 500 good-byes.
/// </summary>
internal sealed class NodeConnections : IDisposable
{
    private static readonly Lock _gate = new();
    private static NodeConnections? _current;

    private readonly ConnectionPool _pool = new();
    private readonly List<NodeConnector> _ended = [];
    private int _running;

    /// <summary>A connector that keeps no connections: to measure what connecting takes.</summary>
    internal static NodeConnector OpenCold(ConnectionOptions options) => new(options, () => new SshConnector(options));

    /// <summary>
    /// A connector for one command. It reads keys and known_hosts afresh, so that what the user has just repaired counts. The
    /// connections that it leaves open may go through jump hosts, whose connections belong to it; so it is closed when nobody
    /// uses a connection of the process any more, not at the end of its command.
    /// </summary>
    internal static Lease Open(ConnectionOptions options)
    {
        lock (_gate)
        {
            var current = _current ??= new NodeConnections();
            if (current._running++ == 0 && current._pool.IdleCount == 0)
                current.CloseEnded();
            return new Lease(current, OpenCold(options), options);
        }
    }

    /// <summary>Closes the connections of this process.</summary>
    internal static void CloseAll()
    {
        lock (_gate)
        {
            _current?.Dispose();
            _current = null;
        }
    }

    /// <summary>Closes unused connections now, and those in use when their commands end.</summary>
    public void Dispose()
    {
        _pool.Dispose();
        if (_running == 0)
            CloseEnded();
    }

    private void CloseEnded()
    {
        _ended.ForEach(connector => connector.Dispose());
        _ended.Clear();
    }

    private void End(NodeConnector connector)
    {
        lock (_gate)
        {
            _running--;
            _ended.Add(connector);
            if (_running == 0 && _current != this)
                CloseEnded();
        }
    }

    /// <summary>The use of the process's connections by one command.</summary>
    internal sealed class Lease(NodeConnections owner, NodeConnector connector, ConnectionOptions options) : IDisposable
    {
        /// <summary>Opens connections, or takes warm ones.</summary>
        public INodeConnector Connector { get; } = owner._pool.For(connector, options);

        /// <summary>Ends the use; connections stay warm.</summary>
        public void Dispose() => owner.End(connector);
    }
}
