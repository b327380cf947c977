using System.Collections.Concurrent;
using System.Management.Automation;
using OpsShell.Core.Fleet;
using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;

namespace OpsShell.Fleet;

/// <summary>
/// Brings the nodes' threads and the pipeline's one thread together: PowerShell lets only the latter write. What is to be
/// written waits in a bounded queue, so that a slow consumer slows the nodes down instead of filling memory.
/// </summary>
/// <param name="cmdlet">The cmdlet whose pipeline thread writes.</param>
/// <param name="runner">Goes over the nodes.</param>
/// <param name="cancellationToken">Interrupts.</param>
internal sealed class FanOut(Cmdlet cmdlet, FleetRunner runner, CancellationToken cancellationToken) : IDisposable
{
    private const int QueueLength = 4096;
    private const int PollMilliseconds = 100;
    private readonly BlockingCollection<Action> _queue = new(QueueLength);
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

    /// <summary>Has something written by the pipeline's thread; from any thread. After an interrupt nothing is written any more.</summary>
    public void Post(Action write)
    {
        try
        {
            _queue.Add(write, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // Nobody is there to read it.
        }
    }

    /// <summary>
    /// Runs the work on all nodes and returns when every node's work has ended, also after an interrupt. The activity names the progress;
    /// null for none.
    /// </summary>
    public void Run<T>(
        string? activity, IReadOnlyList<Node> nodes, Func<INodeConnection, CancellationToken, T> work, Action<NodeOutcome<T>> write)
    {
        var progress = activity is null ? null : new FanOutProgress(activity, nodes.Count);
        var pump = Task.Run(() => PumpAsync(nodes, work, outcome =>
        {
            progress?.Count(outcome.Error is not null);
            write(outcome);
        }), CancellationToken.None);
        try
        {
            WriteQueue(progress);
        }
        finally
        {
            // Whatever ended the writing (Ctrl-C, Select-Object -First), the nodes must not go on alone.
            _stop.Cancel();
            Task.WaitAny([pump], CancellationToken.None);
        }
        pump.GetAwaiter().GetResult();
        if (progress?.End() is { } end)
            cmdlet.WriteProgress(end);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        _queue.Dispose();
    }

    private void WriteQueue(FanOutProgress? progress)
    {
        while (!_queue.IsCompleted)
        {
            if (_queue.TryTake(out var write, PollMilliseconds))
                write();
            if (progress?.Next() is { } record)
                cmdlet.WriteProgress(record);
        }
    }

    private async Task PumpAsync<T>(
        IReadOnlyList<Node> nodes, Func<INodeConnection, CancellationToken, T> work, Action<NodeOutcome<T>> write)
    {
        try
        {
            await foreach (var outcome in runner.RunAsync(nodes, work, _stop.Token).ConfigureAwait(false))
                Post(() => write(outcome));
        }
        finally
        {
            _queue.CompleteAdding();
        }
    }
}
