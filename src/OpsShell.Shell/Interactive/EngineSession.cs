using System.Management.Automation;
using System.Management.Automation.Runspaces;
using OpsShell.Shell.Hosting;

namespace OpsShell.Shell.Interactive;

/// <summary>One PowerShell session that runs line after line, as a shell does.</summary>
internal sealed class EngineSession : IDisposable
{
    private readonly Runspace _runspace;
    private readonly Lock _use = new(), _gate = new();
    private Pipeline? _running;
    private bool _stopped;
    private PowerShell? _between;

    private EngineSession(Runspace runspace) => _runspace = runspace;

    /// <summary>The session's variables and current location; only between two lines.</summary>
    public SessionStateProxy State => _runspace.SessionStateProxy;

    /// <summary>Starts the engine.</summary>
    /// <param name="host">Shows what comes out, and asks.</param>
    /// <param name="prompt">The body of the function <c>prompt</c>.</param>
    public static EngineSession Open(OpsHost host, string prompt)
    {
        var state = EngineState.Create();
        state.Commands.Remove("prompt", typeof(SessionStateFunctionEntry));
        state.Commands.Add(new SessionStateFunctionEntry("prompt", prompt));
        var runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        host.Runspace = runspace;
        runspace.Open();
        BundledModules.Attach(runspace);
        if (!Terminal.OutputHasColor)
            PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        return new(runspace);
    }

    /// <summary>Runs a line and shows what comes of it, errors as well.</summary>
    /// <param name="text">The line.</param>
    /// <param name="addToHistory">Whether the engine's history gets it.</param>
    /// <param name="isGivenUp">Asked once the line can be stopped: whether it was to be stopped before.</param>
    /// <returns>False when it was stopped.</returns>
    public bool Run(string text, bool addToHistory, Func<bool>? isGivenUp = null)
    {
        using var pipeline = _runspace.CreatePipeline(text, addToHistory);
        return Run(pipeline, isGivenUp);
    }

    /// <summary>Runs a text or a script file with arguments, and shows what comes of it.</summary>
    /// <param name="command">The text, or the full path of the file.</param>
    public void Run(Command command)
    {
        using var pipeline = _runspace.CreatePipeline();
        pipeline.Commands.Add(command);
        if (!command.IsScript)
            ScriptFile.Offer(_runspace, command.CommandText);
        Run(pipeline, isGivenUp: null);
    }

    private bool Run(Pipeline pipeline, Func<bool>? isGivenUp)
    {
        try
        {
            Invoke(pipeline, isGivenUp);
        }
        catch (RuntimeException error)
        {
            // It is in $Error already.
            var before = new LineTraces(this);
            using var view = _runspace.CreatePipeline();
            Show(view, error.ErrorRecord);
            before.Restore();
        }
        return !_stopped;
    }

    /// <summary>Runs a line in the middle of another one, on the thread of that.</summary>
    public void RunNested(string text)
    {
        using var pipeline = _runspace.CreateNestedPipeline(text, addToHistory: true);
        try
        {
            Invoke(pipeline);
        }
        catch (RuntimeException error)
        {
            using var view = _runspace.CreateNestedPipeline();
            Show(view, error.ErrorRecord);
        }
    }

    /// <summary>
    /// Runs PowerShell of the shell's own between two lines, such as the prompt. It leaves no trace in what a line leaves:
    /// <c>$?</c>, <c>$LASTEXITCODE</c>, <c>$Error</c>.
    /// </summary>
    /// <exception cref="RuntimeException">It failed.</exception>
    public T Between<T>(Func<PowerShell, T> work)
    {
        lock (_use)
        {
            using var shell = PowerShell.Create(_runspace);
            var before = new LineTraces(this);
            lock (_gate)
                _between = shell;
            try
            {
                return work(shell);
            }
            catch (Exception error) when (error is InvalidPowerShellStateException || (error is InvalidOperationException && IsStopped(shell)))
            {
                // It was stopped before it began.
                throw new PipelineStoppedException();
            }
            finally
            {
                lock (_gate)
                    _between = null;
                before.Restore();
            }
        }
    }

    /// <summary>Ends what runs, and with it what runs on the nodes. From any thread.</summary>
    /// <returns>Whether something ran.</returns>
    public bool Stop()
    {
        lock (_gate)
        {
            _stopped = _running is not null;
            _running?.StopAsync();
            _between?.BeginStop(null, null);
            return _running is not null || _between is not null;
        }
    }

    public void Dispose() => _runspace.Dispose();

    private static bool IsStopped(PowerShell shell) => shell.InvocationStateInfo.State is PSInvocationState.Stopping or PSInvocationState.Stopped;

    private void Invoke(Pipeline pipeline, Func<bool>? isGivenUp = null)
    {
        pipeline.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        pipeline.Commands.Add(new Command("Out-Default", isScript: false, useLocalScope: true));
        Pipeline? around;
        lock (_gate)
        {
            around = _running;
            (_running, _stopped) = (pipeline, false);
        }
        try
        {
            if (isGivenUp?.Invoke() is true)
                Stop();
            pipeline.Invoke();
        }
        catch (Exception error) when (error is PipelineStoppedException || (error is InvalidPipelineStateException && _stopped))
        {
            // Ctrl-C; the user knows. It may have come before the pipeline began.
        }
        finally
        {
            lock (_gate)
                _running = around;
        }
    }

    /// <summary>As the engine shows an error that ended nothing.</summary>
    private static void Show(Pipeline view, ErrorRecord error)
    {
        var shown = PSObject.AsPSObject(error);
        shown.Properties.Add(new PSNoteProperty("writeErrorStream", true));
        view.Commands.Add("Out-Default");
        view.Input.Write(shown);
        view.Input.Close();
        view.Invoke();
    }
}
