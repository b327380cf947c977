using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;

namespace OpsShell.Core.Transport;

/// <summary>Probes and commands over anything that can run a command line on a node (<see cref="IExecChannel"/>).</summary>
public abstract class ShellConnection : INodeConnection
{
    private readonly IExecChannel _channel;
    private readonly ConnectionOptions _options;

    private protected ShellConnection(Node node, ConnectionOptions options, IExecChannel channel)
    {
        Node = node;
        _options = options;
        _channel = channel;
    }

    /// <inheritdoc/>
    public Node Node { get; }

    /// <inheritdoc/>
    public abstract bool IsAlive { get; }

    /// <inheritdoc/>
    public virtual ProbeResults Probe(ProbeBatch batch, CancellationToken cancellationToken)
    {
        var token = NewToken();
        var script = ProbeScript.Write(batch, token, _options.BecomeFor(Node), _options.BecomePassword);
        var answer = new ProbeReceiver(batch.TotalLimit);
        var cut = ProbeCut.None;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(batch.Timeout);
        try
        {
            _channel.Run(ProbeScript.CommandLine, Encoding.UTF8.GetBytes(script), closeInput: false, answer, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            if (answer.Output.Memory.IsEmpty)
                throw new NodeException(NodeErrorId.NodeTimedOut, string.Create(CultureInfo.InvariantCulture, $"The node did not answer within {batch.Timeout.TotalSeconds:0.#} s."));
            cut = ProbeCut.TimedOut;
        }
        catch (NodeException error) when (error.Id == NodeErrorId.ConnectionLost && !answer.Output.Memory.IsEmpty)
        {
            // What arrived in whole still counts; the rest says that the connection ended.
        }
        if (answer.Output.Truncated)
            cut = ProbeCut.TooLarge;
        return ProbeAnswer.Read(batch, token, answer.Output.Memory, answer.Errors.Memory.Span, DateTimeOffset.UtcNow, cut);
    }

    /// <inheritdoc/>
    public CommandOutcome Execute(CommandRequest request, ICommandSink? sink, CancellationToken cancellationToken)
    {
        var token = NewToken();
        var input = request.StandardInput ?? default;
        var script = Encoding.UTF8.GetBytes(CommandScript.Write(request, token));
        using var receiver = new CommandReceiver(request.OutputLimit, sink, token);
        var started = Stopwatch.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (request.Timeout is { } timeout)
            limit.CancelAfter(timeout);
        var timedOut = false;
        var end = default(ExecEnd);
        try
        {
            end = _channel.Run(CommandScript.CommandLine, new ExecInput(script, input, receiver.Ready), closeInput: false, receiver, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            timedOut = true;
        }
        if (timedOut && !receiver.Began)
            throw new NodeException(NodeErrorId.NodeTimedOut, string.Create(CultureInfo.InvariantCulture, $"The node did not start the command within {request.Timeout?.TotalSeconds:0.#} s."));
        receiver.ThrowIfNotRun();
        return new CommandOutcome(
            end.ExitCode, end.Signal, receiver.Output.Memory, receiver.Errors.Memory, receiver.Output.Truncated || receiver.Errors.Truncated,
            timedOut, Stopwatch.GetElapsedTime(started));
    }

    /// <inheritdoc/>
    public abstract INodeFiles OpenFiles();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the connection.</summary>
    protected abstract void Dispose(bool disposing);

    private static string NewToken() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
