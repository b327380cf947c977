using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace OpsShell.Fleet;

/// <summary>
/// A cmdlet that works in the background: in a runspace of its own, over the connections of the process. Receive-Job, Wait-Job and
/// Stop-Job work on it as on any job; stopping it also ends what runs on the nodes.
/// </summary>
internal sealed class OpsJob : Job
{
    private readonly Runspace _runspace;
    private readonly PowerShell _shell;
    private readonly PSDataCollection<PSObject> _noInput = [];

    private OpsJob(string command, Runspace runspace, PowerShell shell, string location)
        : base(command)
    {
        _runspace = runspace;
        _shell = shell;
        Location = location;
        PSJobTypeName = nameof(OpsJob);
        Error = shell.Streams.Error;
        Progress = shell.Streams.Progress;
        Verbose = shell.Streams.Verbose;
        Warning = shell.Streams.Warning;
        Debug = shell.Streams.Debug;
        Information = shell.Streams.Information;
        _noInput.Complete();
    }

    /// <inheritdoc/>
    public override bool HasMoreData => Output.Count + Error.Count + Progress.Count + Verbose.Count + Warning.Count + Debug.Count + Information.Count > 0;

    /// <summary>The nodes.</summary>
    public override string Location { get; }

    /// <inheritdoc/>
    public override string StatusMessage => "";

    /// <summary>Starts a cmdlet as a job.</summary>
    /// <param name="invocation">How the cmdlet was called; the text of the call is the job's command.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="folder">The location against which paths among them are read.</param>
    /// <param name="location">The nodes, for display.</param>
    public static OpsJob Start(InvocationInfo invocation, IReadOnlyDictionary<string, object?> parameters, string folder, string location)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([invocation.MyCommand.Module.Path]);
        var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        runspace.Open();
        runspace.SessionStateProxy.Path.SetLocation(folder);
        var shell = PowerShell.Create(runspace);
        shell.AddCommand(invocation.MyCommand.Name);
        foreach (var (name, value) in parameters)
            shell.AddParameter(name, value);
        var job = new OpsJob(invocation.Line.Trim(), runspace, shell, location);
        job.Begin();
        return job;
    }

    /// <inheritdoc/>
    public override void StopJob()
    {
        if (IsFinishedState(JobStateInfo.State))
            return;
        SetJobState(JobState.Stopping);
        _shell.Stop();
        Finished.WaitOne();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            StopJob();
            _shell.Dispose();
            _runspace.Dispose();
            _noInput.Dispose();
        }
        base.Dispose(disposing);
    }

    private void Begin()
    {
        _shell.InvocationStateChanged += (_, change) => OnState(change.InvocationStateInfo);
        SetJobState(JobState.Running);
        // A thread of the engine's own would keep the program from ending; when it ends, so does what runs on the nodes.
        new Thread(Work) { IsBackground = true, Name = "job" }.Start();
    }

    private void Work()
    {
        try
        {
            _shell.Invoke(_noInput, Output);
        }
        catch (Exception error) when (error is RuntimeException or InvalidOperationException)
        {
            // The change of state tells of it.
        }
    }

    private void OnState(PSInvocationStateInfo info)
    {
        switch (info.State)
        {
            case PSInvocationState.Completed:
                SetJobState(JobState.Completed);
                break;
            case PSInvocationState.Stopped:
                SetJobState(JobState.Stopped);
                break;
            case PSInvocationState.Failed:
                // A terminating error, such as a bad selector; Receive-Job shows it.
                Error.Add(info.Reason is RuntimeException failure ? failure.ErrorRecord : new ErrorRecord(info.Reason, "JobFailed", ErrorCategory.NotSpecified, null));
                SetJobState(JobState.Failed);
                break;
        }
    }

    private static bool IsFinishedState(JobState state) => state is JobState.Completed or JobState.Failed or JobState.Stopped;
}
