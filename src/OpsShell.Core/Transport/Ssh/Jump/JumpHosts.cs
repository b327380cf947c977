using System.Collections.Concurrent;
using System.Collections.Immutable;
using OpsShell.Core.Nodes;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>The connections to jump hosts. Each is made when first needed, and then shared by all hosts behind it.</summary>
/// <param name="options">What the command says about its connections.</param>
/// <param name="dial">Connects to a host, directly or through a route.</param>
internal sealed class JumpHosts(ConnectionOptions options, Func<SshTarget, Func<SshRoute>?, SshSession> dial) : IDisposable
{
    // Hosts that waited for a jump host that then failed are told so, instead of each waiting for another attempt.
    private const long RememberFailureMilliseconds = 3000;

    private readonly ConcurrentDictionary<string, Hop> _hops = new(StringComparer.Ordinal);

    /// <summary>The way to a target through a chain of hops. Blocks while they are being connected to.</summary>
    /// <exception cref="NodeException">JumpFailed: which hop, and why.</exception>
    public SshRoute Open(ImmutableArray<Node> chain, SshTarget target) => new JumpRoute(Connected(chain, target.Name), target.HostName, target.Port);

    /// <summary>Disconnects from all.</summary>
    public void Dispose()
    {
        foreach (var hop in _hops.Values)
            hop.Session?.Dispose();
    }

    private SshSession Connected(ImmutableArray<Node> chain, string forNode)
    {
        var target = SshTarget.FromHop(chain[^1], options);
        var key = string.Join(" ", chain.Select(node => SshTarget.FromHop(node, options)).Select(hop => $"{hop.Address} {hop.HostKeyAlias} {hop.Identity.CacheKey}"));
        var hop = _hops.GetOrAdd(key, _ => new Hop());
        lock (hop.Sync)
        {
            if (hop.Session is { IsAlive: true } session)
                return session;
            if (hop.Failure is { } recent && Environment.TickCount64 - hop.FailedAt < RememberFailureMilliseconds)
                throw Failed(recent, forNode);
            try
            {
                hop.Session?.Dispose();
                hop.Session = dial(target, chain.Length == 1 ? null : () => new JumpRoute(Connected(chain[..^1], forNode), target.HostName, target.Port));
                return hop.Session;
            }
            catch (NodeException error)
            {
                hop.Session = null;
                hop.Failure = error;
                hop.FailedAt = Environment.TickCount64;
                throw Failed(error, forNode);
            }
        }
    }

    private static NodeException Failed(NodeException cause, string forNode) => cause.Id == NodeErrorId.JumpFailed
        ? cause
        : new NodeException(NodeErrorId.JumpFailed, $"{forNode}: jump host {cause.Message}", cause.Remedy, cause);

    /// <summary>One jump host.</summary>
    private sealed class Hop
    {
        public Lock Sync { get; } = new();

        public SshSession? Session { get; set; }

        public NodeException? Failure { get; set; }

        public long FailedAt { get; set; }
    }
}
