using OpsShell.Shell.Editing;

namespace OpsShell.Shell.Interactive;

/// <summary>Completes once for nobody while the user looks at the first prompt: the engine's first time is slow.</summary>
/// <param name="completer">The completer.</param>
internal sealed class WarmUp(ICompleter completer) : IDisposable
{
    private const string AnyCommand = "Get-";
    private readonly CancellationTokenSource _cancel = new();
    private Task? _task;

    /// <summary>Begins.</summary>
    public void Begin() => _task = Task.Run(() => completer.Complete(AnyCommand, AnyCommand.Length, _cancel.Token), _cancel.Token);

    /// <summary>Ends it, finished or not: the engine does one thing at a time, and the user's line comes first.</summary>
    public void End()
    {
        if (_task is null)
            return;
        _cancel.Cancel();
        try
        {
            _task.Wait();
        }
        catch (AggregateException)
        {
            // Not begun yet, or stopped: nobody waits for its outcome.
        }
        _task = null;
    }

    public void Dispose()
    {
        End();
        _cancel.Dispose();
    }
}
