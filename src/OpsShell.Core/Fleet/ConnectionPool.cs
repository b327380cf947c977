using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;

namespace OpsShell.Core.Fleet;

/// <summary>
/// Keeps the SSH connections of an interactive session open for the next command: a login costs the node 25 ms of CPU, an
/// open connection 3.5 ms. Idle ones are closed after a while. Thread-safe.
/// </summary>
public sealed class ConnectionPool : IDisposable
{
    private const int TrimAfterLogins = 50;
    private const long LargeHeap = 256 << 20;
    private static readonly TimeSpan _trimDelay = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Stack<Idle>> _idle = [];
    private readonly TimeSpan _idleLimit;
    private readonly int _capacity;
    private readonly Timer _sweeper;
    private readonly Timer _trimmer;
    private int _count;
    private int _openedSinceTrim;
    private bool _disposed;

    /// <summary>Makes an empty pool.</summary>
    /// <param name="idleLimit">How long an unused connection stays open; 90 s when null.</param>
    /// <param name="capacity">How many unused connections stay open; each costs a thread and about 100 kB.</param>
    public ConnectionPool(TimeSpan? idleLimit = null, int capacity = 500)
    {
        _idleLimit = idleLimit ?? TimeSpan.FromSeconds(90);
        _capacity = capacity;
        _sweeper = new Timer(_ => CloseIdle(_idleLimit), null, _idleLimit / 3, _idleLimit / 3);
        _trimmer = new Timer(_ => Trim(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Unused connections that are open now.</summary>
    public int IdleCount
    {
        get
        {
            lock (_gate)
                return _count;
        }
    }

    /// <summary>A connector that takes connections from the pool, gives them back, and opens what is missing.</summary>
    /// <param name="connector">Opens connections under <paramref name="options"/>.</param>
    /// <param name="options">What the connections depend on; one opened under other options is never handed out.</param>
    public INodeConnector For(INodeConnector connector, ConnectionOptions options) => new PoolConnector(this, connector, options);

    /// <summary>Closes connections that have been unused for longer than <paramref name="idle"/>.</summary>
    public void CloseIdle(TimeSpan idle)
    {
        var oldest = Environment.TickCount64 - (long)idle.TotalMilliseconds;
        var closing = new List<INodeConnection>();
        lock (_gate)
        {
            foreach (var (key, stack) in _idle.ToList())
            {
                var kept = stack.Where(entry => entry.Since > oldest && entry.Connection.IsAlive).Reverse().ToList();
                closing.AddRange(stack.Except(kept).Select(entry => entry.Connection));
                _count -= stack.Count - kept.Count;
                if (kept.Count == 0)
                    _idle.Remove(key);
                else
                    _idle[key] = new Stack<Idle>(kept);
            }
        }
        // Each close waits for the peer, so they go side by side and not under the lock.
        Parallel.ForEach(closing, connection => connection.Dispose());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
            _disposed = true;
        _sweeper.Dispose();
        _trimmer.Dispose();
        CloseIdle(TimeSpan.FromMilliseconds(-1));
    }

    /// <summary>
    /// Gives the memory of many logins back: a login leaves about 190 kB of garbage, and a shell that waits at its prompt has no
    /// reason to collect it. Not where the process has a big heap of somebody else's, as the pause would be felt.
    /// </summary>
    private void Trim()
    {
        if (Interlocked.Exchange(ref _openedSinceTrim, 0) >= TrimAfterLogins && GC.GetTotalMemory(forceFullCollection: false) < LargeHeap)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private INodeConnection? Take(string key)
    {
        while (true)
        {
            Idle entry;
            lock (_gate)
            {
                if (!_idle.TryGetValue(key, out var stack) || !stack.TryPop(out entry))
                    return null;
                _count--;
            }
            if (entry.Connection.IsAlive)
                return entry.Connection;
            entry.Connection.Dispose();
        }
    }

    private INodeConnection Open(INodeConnector connector, Node node, CancellationToken cancellationToken)
    {
        var connection = connector.Connect(node, cancellationToken);
        Interlocked.Increment(ref _openedSinceTrim);
        return connection;
    }

    private void Return(string key, INodeConnection connection)
    {
        lock (_gate)
        {
            if (!_disposed && _count < _capacity && connection.IsAlive)
            {
                if (!_idle.TryGetValue(key, out var stack))
                    _idle[key] = stack = new Stack<Idle>();
                stack.Push(new Idle(connection, Environment.TickCount64));
                _count++;
                _trimmer.Change(_trimDelay, Timeout.InfiniteTimeSpan);
                return;
            }
        }
        connection.Dispose();
    }

    /// <summary>All that a connection depends on, as text: two commands that differ in any of it must not share one.</summary>
    private static string KeyFor(Node node, ConnectionOptions options)
    {
        var ssh = node.Ssh;
        string[] parts =
        [
            node.Name, ssh.HostName ?? "", $"{options.Port ?? ssh.Port}", options.UserName ?? ssh.UserName ?? "",
            string.Join('\u0001', [.. options.KeyFiles, .. ssh.IdentityFiles, .. ssh.CertificateFiles]), ssh.IdentityAgent ?? "", $"{ssh.IdentitiesOnly}",
            string.Join('\u0001', ssh.ProxyJump.Select(hop => KeyFor(hop, ConnectionOptions.Default))), string.Join('\u0001', ssh.KnownHostsFiles), ssh.HostKeyAlias ?? "",
            options.Password ?? "", $"{options.PostQuantum}", $"{options.BecomeFor(node)}", options.BecomePassword ?? "",
        ];
        return string.Join('\0', parts);
    }

    private readonly record struct Idle(INodeConnection Connection, long Since);

    private sealed class PoolConnector(ConnectionPool pool, INodeConnector connector, ConnectionOptions options) : INodeConnector
    {
        public INodeConnection Connect(Node node, CancellationToken cancellationToken)
        {
            if (node.Transport != NodeTransport.Ssh)
                return connector.Connect(node, cancellationToken);
            var key = KeyFor(node, options);
            return new PooledConnection(pool, key, pool.Take(key) ?? pool.Open(connector, node, cancellationToken));
        }
    }

    /// <summary>Goes back to the pool when disposed, unless a call on it failed: then nobody knows what state it is in.</summary>
    private sealed class PooledConnection(ConnectionPool pool, string key, INodeConnection inner) : INodeConnection
    {
        private bool _failed;

        public Node Node => inner.Node;

        public bool IsAlive => inner.IsAlive;

        public Probing.ProbeResults Probe(Probing.ProbeBatch batch, CancellationToken cancellationToken) =>
            Watch(() => inner.Probe(batch, cancellationToken));

        public CommandOutcome Execute(CommandRequest request, ICommandSink? sink, CancellationToken cancellationToken) =>
            Watch(() => inner.Execute(request, sink, cancellationToken));

        public INodeFiles OpenFiles() => Watch(inner.OpenFiles);

        public void Dispose()
        {
            if (_failed)
                inner.Dispose();
            else
                pool.Return(key, inner);
        }

        private T Watch<T>(Func<T> call)
        {
            try
            {
                return call();
            }
            catch
            {
                _failed = true;
                throw;
            }
        }
    }
}
