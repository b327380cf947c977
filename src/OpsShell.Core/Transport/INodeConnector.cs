using OpsShell.Core.Nodes;

namespace OpsShell.Core.Transport;

/// <summary>Opens connections. It must be safe to call from many threads at once.</summary>
public interface INodeConnector
{
    /// <summary>Connects, or throws <see cref="NodeException"/> saying what failed.</summary>
    INodeConnection Connect(Node node, CancellationToken cancellationToken);
}
