using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;

namespace OpsShell.Core.Fleet;

/// <summary>
/// Does the same work on many nodes, a bounded number at a time. One bad node never stops the others: its outcome has an
/// error. Every node has exactly one outcome, also those that an interrupt kept from starting.
/// </summary>
/// <remarks>
/// Each node in flight has a thread of its own, because SSH.NET blocks inside its asynchronous calls: on the thread pool of a
/// machine with few cores that starves everything else and takes twice as long.
/// </remarks>
/// <param name="connector">Opens the connections.</param>
/// <param name="options">How wide, how long, how often.</param>
public sealed class FleetRunner(INodeConnector connector, FleetOptions options)
{
    private const int StackSize = 256 << 10;

    /// <summary>Runs the work and hands over outcomes in order of completion.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="work">What to do on each; it runs on the node's own thread. The connection is closed for it.</param>
    /// <param name="cancellationToken">
    /// Interrupts: work in flight is cancelled, also on the nodes; the enumeration then ends by itself after the last outcome.
    /// </param>
    /// <typeparam name="T">What the work gives.</typeparam>
    public async IAsyncEnumerable<NodeOutcome<T>> RunAsync<T>(
        IReadOnlyList<Node> nodes, Func<INodeConnection, CancellationToken, T> work, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var outcomes = Channel.CreateUnbounded<NodeOutcome<T>>(new UnboundedChannelOptions { SingleReader = true });
        var threads = StartThreads(nodes, work, outcomes.Writer, stop.Token);
        try
        {
            for (var done = 0; done < nodes.Count; done++)
                yield return await outcomes.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            // The consumer may stop early (Select-Object -First 1): then the rest is not wanted.
            await stop.CancelAsync().ConfigureAwait(false);
            foreach (var thread in threads)
                thread.Join();
        }
    }

    private List<Thread> StartThreads<T>(
        IReadOnlyList<Node> nodes, Func<INodeConnection, CancellationToken, T> work, ChannelWriter<NodeOutcome<T>> outcomes, CancellationToken cancellationToken)
    {
        var next = -1;
        void TakeNodes()
        {
            for (int index; (index = Interlocked.Increment(ref next)) < nodes.Count;)
                outcomes.TryWrite(RunNode(nodes[index], work, cancellationToken));
        }
        var threads = Enumerable.Range(0, Math.Min(nodes.Count, options.ThrottleLimit))
            .Select(number => new Thread(TakeNodes, StackSize) { IsBackground = true, Name = $"node {number}" }).ToList();
        threads.ForEach(thread => thread.Start());
        return threads;
    }

    private NodeOutcome<T> RunNode<T>(Node node, Func<INodeConnection, CancellationToken, T> work, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        NodeOutcome<T> Failed(NodeError error) => new(node, default, error, Stopwatch.GetElapsedTime(started));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (options.NodeTimeout is { } timeout)
                limit.CancelAfter(timeout);
            using var connection = ConnectRetry.Connect(connector, node, options, limit.Token);
            var value = work(connection, limit.Token);
            // A recording knows its own name.
            return new NodeOutcome<T>(connection.Node, value, null, Stopwatch.GetElapsedTime(started));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Failed(new NodeError(NodeErrorId.Cancelled, "Interrupted before the node had answered.", ""));
        }
        catch (OperationCanceledException)
        {
            return Failed(new NodeError(
                NodeErrorId.NodeTimedOut, string.Create(CultureInfo.InvariantCulture, $"The node did not finish within {options.NodeTimeout?.TotalSeconds:0.#} s."), "Give it more with -NodeTimeout."));
        }
        catch (NodeException error)
        {
            return Failed(error.ToError());
        }
#pragma warning disable CA1031 // Whatever goes wrong with one node must not take the others with it.
        catch (Exception error)
        {
            return Failed(new NodeError(NodeErrorId.Unexpected, $"{error.GetType().Name}: {error.Message}", "Please report this with the command that you ran."));
        }
#pragma warning restore CA1031
    }
}
