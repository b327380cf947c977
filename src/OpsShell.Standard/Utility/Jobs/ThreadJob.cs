using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Microsoft.PowerShell.Commands;

/// <summary>A job that runs a script in a runspace and a thread of its own in this process.</summary>
public sealed class ThreadJob : Job2
{
    private readonly Lock _lock = new();
    private readonly ThreadJobScript _script;
    private readonly ThreadJobQueue _queue;
    private readonly PSDataCollection<object?> _input = [];
    private System.Management.Automation.PowerShell? _shell;
    private bool _hasBegun;
    private bool _isStopped;
    private bool _isDisposed;

    internal ThreadJob(string? name, ThreadJobScript script, ThreadJobQueue queue)
        : base(script.Text, name)
    {
        _script = script;
        _queue = queue;
        PSJobTypeName = "ThreadJob";
    }

    /// <summary>Where the job runs.</summary>
    public override string Location => "PowerShell";

    /// <summary>Always empty.</summary>
    public override string StatusMessage => "";

    /// <summary>Whether there is output that Receive-Job has not taken.</summary>
    public override bool HasMoreData =>
        Output.Count > 0 || Error.Count > 0 || Warning.Count > 0 || Verbose.Count > 0 || Debug.Count > 0 || Information.Count > 0
        || Progress.Count > 0;

    /// <inheritdoc/>
    public override void StartJob()
    {
        if (JobStateInfo.State != JobState.NotStarted)
            throw new PSInvalidOperationException($"The job '{Name}' has been started already.");
        _queue.Add(this);
    }

    /// <inheritdoc/>
    public override void StartJobAsync()
    {
        StartJob();
        OnStartJobCompleted(Done());
    }

    /// <inheritdoc/>
    public override void StopJob() => StopJob(force: true, "");

    /// <inheritdoc/>
    public override void StopJobAsync() => StopJobAsync(force: true, "");

    /// <inheritdoc/>
    public override void StopJob(bool force, string reason)
    {
        bool hasBegun;
        lock (_lock)
        {
            hasBegun = _hasBegun;
            if (_isStopped && !hasBegun)
                return;
            _isStopped = true;
        }
        if (!hasBegun)
        {
            End(JobState.Stopped);
            return;
        }
        // Receive-Job removes a job in the very event that tells of its end; there is nothing to wait for then.
        if (JobStateInfo.State != JobState.Running)
            return;
        // Not Stop: it waits for a state that never comes once the job's thread has disposed of the shell.
        lock (_lock)
            _shell?.BeginStop(null, null);
        // Only when its thread has set its last state may the job be disposed of.
        Finished.WaitOne();
    }

    /// <inheritdoc/>
    public override void StopJobAsync(bool force, string reason) => Task.Run(() =>
    {
        StopJob(force, reason);
        OnStopJobCompleted(Done());
    });

    /// <summary>Thread jobs cannot be suspended.</summary>
    public override void SuspendJob() => throw NotSupported();

    /// <summary>Thread jobs cannot be suspended.</summary>
    public override void SuspendJobAsync() => throw NotSupported();

    /// <summary>Thread jobs cannot be suspended.</summary>
    /// <param name="force">Not used.</param>
    /// <param name="reason">Not used.</param>
    public override void SuspendJob(bool force, string reason) => throw NotSupported();

    /// <summary>Thread jobs cannot be suspended.</summary>
    /// <param name="force">Not used.</param>
    /// <param name="reason">Not used.</param>
    public override void SuspendJobAsync(bool force, string reason) => throw NotSupported();

    /// <summary>Thread jobs cannot be suspended.</summary>
    public override void ResumeJob() => throw NotSupported();

    /// <summary>Thread jobs cannot be suspended.</summary>
    public override void ResumeJobAsync() => throw NotSupported();

    /// <summary>Thread jobs never wait for the user.</summary>
    public override void UnblockJob() => throw NotSupported();

    /// <summary>Thread jobs never wait for the user.</summary>
    public override void UnblockJobAsync() => throw NotSupported();

    /// <summary>Gives the script an input object.</summary>
    internal void Feed(object? item)
    {
        if (_input.IsOpen)
            _input.Add(item);
    }

    /// <summary>Says that no more input comes.</summary>
    internal void EndInput() => _input.Complete();

    /// <summary>Runs the script to its end.</summary>
    internal void Run()
    {
        PSBeginTime = DateTime.Now;
        lock (_lock)
        {
            if (_isStopped)
                return;
            _hasBegun = true;
            SetJobState(JobState.Running);
        }
        try
        {
            using var runspace = _script.OpenRunspace();
            Invoke(runspace);
            End(_isStopped ? JobState.Stopped : JobState.Completed);
        }
        catch (PipelineStoppedException)
        {
            End(JobState.Stopped);
        }
        // Whatever the script throws is the state of the job, and nobody else's trouble.
        catch (Exception e)
        {
            // Receive-Job makes an error of the reason.
            End(JobState.Failed, e);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            StopJob();
            _input.Dispose();
        }
        base.Dispose(disposing);
    }

    private void Invoke(Runspace runspace)
    {
        using var shell = System.Management.Automation.PowerShell.Create(runspace);
        shell.Streams.Error = Error;
        shell.Streams.Warning = Warning;
        shell.Streams.Verbose = Verbose;
        shell.Streams.Debug = Debug;
        shell.Streams.Information = Information;
        shell.Streams.Progress = Progress;
        lock (_lock)
        {
            if (_isStopped)
                return;
            _shell = shell;
        }
        try
        {
            _script.Initialize(shell);
            _script.AddTo(shell);
            shell.Invoke(_input, Output, new PSInvocationSettings { AddToHistory = false });
        }
        finally
        {
            lock (_lock)
                _shell = null;
        }
    }

    private void End(JobState state, Exception? reason = null)
    {
        PSEndTime = DateTime.Now;
        SetJobState(state, reason);
    }

    private static System.ComponentModel.AsyncCompletedEventArgs Done() => new(null, cancelled: false, null);

    private static PSNotSupportedException NotSupported() => new("Thread jobs cannot be suspended, resumed or unblocked.");
}
