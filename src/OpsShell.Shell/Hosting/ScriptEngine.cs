using System.Management.Automation;
using System.Management.Automation.Runspaces;
using OpsShell.Shell.CommandLine;

namespace OpsShell.Shell.Hosting;

/// <summary>
/// The engine for one script. It opens in the background, on the other processor, while the script is parsed: that is most of
/// what a start takes.
/// </summary>
internal sealed class ScriptEngine : IDisposable
{
    private readonly EngineFolders _folders;
    private readonly EngineHeadStart _start;
    private readonly TaskCompletionSource<OpsHost> _host = new();
    private readonly TaskCompletionSource<Runspace> _opening = new();

    /// <summary>Begins to open the engine.</summary>
    /// <param name="options">The options of the command line.</param>
    /// <param name="start">What has begun already; null where nothing has.</param>
    public ScriptEngine(ShellOptions options, EngineHeadStart? start)
    {
        if (options.WorkingDirectory is { } folder)
            Environment.CurrentDirectory = folder;
        _folders = new EngineFolders();
        // Before the host is made, which takes as long as the engine's first steps.
        _start = start ?? EngineHeadStart.Start();
        _start.Continue(Open);
        Host = new OpsHost(options.NonInteractive);
        _host.SetResult(Host);
    }

    /// <summary>The host.</summary>
    public OpsHost Host { get; }

    /// <summary>The open runspace; waits for it, and has the engine's code ready meanwhile.</summary>
    public Runspace Runspace
    {
        get
        {
            EngineWarmUp.Run(_opening.Task, () => Host.IsAttached);
            return _opening.Task.GetAwaiter().GetResult();
        }
    }

    /// <summary>Closes the engine.</summary>
    public void Dispose()
    {
        _opening.Task.GetAwaiter().GetResult().Dispose();
        _folders.Dispose();
    }

    private void Open()
    {
        try
        {
            var state = _start.State;
            var host = _host.Task.GetAwaiter().GetResult();
            var runspace = RunspaceFactory.CreateRunspace(host, state);
            host.Runspace = runspace;
            runspace.Open();
            BundledModules.Attach(runspace);
            if (!Terminal.OutputHasColor)
                PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
            _opening.SetResult(runspace);
        }
#pragma warning disable CA1031 // Thrown again where the runspace is asked for.
        catch (Exception error)
        {
            _opening.SetException(error);
        }
#pragma warning restore CA1031
    }
}
