using System.Collections.Concurrent;
using OpsShell.Core.Nodes;
using Renci.SshNet;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>
/// Opens SSH connections. One connector serves a whole command or session: key files, the agent's list and known_hosts files
/// are read once and shared by all nodes, and so are the connections to jump hosts, which last until it is disposed.
/// </summary>
public sealed class SshConnector(ConnectionOptions options) : IDisposable
{
    private readonly KnownHostsStore _knownHosts = new();
    private readonly ConcurrentDictionary<string, Lazy<KeyRing>> _keyRings = new(StringComparer.Ordinal);

    /// <summary>Connects to a node and logs in.</summary>
    /// <exception cref="NodeException">What failed, and what to do about it.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public SshConnection Connect(Node node, CancellationToken cancellationToken) =>
        new(node, Dial(node, info => new SshClient(info), cancellationToken));

    /// <summary>Closes the connections to jump hosts.</summary>
    public void Dispose()
    {
    }

    internal SshSession Dial(Node node, Func<ConnectionInfo, BaseClient> create, CancellationToken cancellationToken)
    {
        var target = SshTarget.From(node, options);
        return new SshDialer(target, Keys(target.Identity), _knownHosts).Dial(create, null, cancellationToken);
    }

    private KeyRing Keys(IdentitySettings settings) =>
        _keyRings.GetOrAdd(settings.CacheKey, _ => new Lazy<KeyRing>(() => KeyRing.Load(settings))).Value;
}
