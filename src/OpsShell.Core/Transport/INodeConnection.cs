using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;

namespace OpsShell.Core.Transport;

/// <summary>
/// An open way to one node. Calls block, because the fleet runner gives each node in flight a thread of its own (SSH.NET's
/// asynchronous calls block inside anyway). One connection serves one call at a time. Failures are
/// <see cref="NodeException"/>; cancellation ends what runs on the node and throws <see cref="OperationCanceledException"/>.
/// </summary>
public interface INodeConnection : IDisposable
{
    /// <summary>The node at the other end.</summary>
    Node Node { get; }

    /// <summary>Whether the connection can take another call.</summary>
    bool IsAlive { get; }

    /// <summary>Reads a batch in one round trip. An item that fails is a result, not an exception.</summary>
    ProbeResults Probe(ProbeBatch batch, CancellationToken cancellationToken);

    /// <summary>Runs one command or script. A non-zero exit code is a result, not an exception.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="sink">Receives output while the command runs; null to have it only in the outcome.</param>
    /// <param name="cancellationToken">Ends the command on the node.</param>
    CommandOutcome Execute(CommandRequest request, ICommandSink? sink, CancellationToken cancellationToken);

    /// <summary>The node's files for copying.</summary>
    INodeFiles OpenFiles();
}
