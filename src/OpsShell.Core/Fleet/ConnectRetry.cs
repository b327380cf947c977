using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;

namespace OpsShell.Core.Fleet;

/// <summary>Connects, and tries again what may pass: an sshd at its MaxStartups drops new connections, a route flaps.</summary>
internal static class ConnectRetry
{
    /// <summary>Connects.</summary>
    /// <exception cref="NodeException">The last failure.</exception>
    public static INodeConnection Connect(INodeConnector connector, Node node, FleetOptions options, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return connector.Connect(node, cancellationToken);
            }
            catch (NodeException error) when (attempt < options.ConnectRetries && MayPass(error.Id))
            {
                var delay = options.RetryDelay * Math.Pow(2, attempt) * (0.5 + (Random.Shared.NextDouble() / 2));
                cancellationToken.WaitHandle.WaitOne(delay);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>A time-out is not tried again: it has had its time, and a dead rack would hold up a whole fleet.</summary>
    private static bool MayPass(NodeErrorId id) =>
        id is NodeErrorId.ConnectionRefused or NodeErrorId.HostUnreachable or NodeErrorId.ConnectionLost;
}
