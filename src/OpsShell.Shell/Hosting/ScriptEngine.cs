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
    private readonly Task<Runspace> _opening;

    /// <summary>Begins to open the engine.</summary>
    public ScriptEngine(ShellOptions options)
    {
        if (options.WorkingDirectory is { } folder)
            Environment.CurrentDirectory = folder;
        _folders = new EngineFolders();
        Host = new OpsHost(options.NonInteractive);
        _opening = Task.Run(Open);
    }

    /// <summary>The host.</summary>
    public OpsHost Host { get; }

    /// <summary>The open runspace; waits for it.</summary>
    public Runspace Runspace => _opening.GetAwaiter().GetResult();

    /// <summary>Closes the engine.</summary>
    public void Dispose()
    {
        Runspace.Dispose();
        _folders.Dispose();
    }

    private Runspace Open()
    {
        var runspace = RunspaceFactory.CreateRunspace(Host, EngineState.Create());
        Host.Runspace = runspace;
        runspace.Open();
        BundledModules.Attach(runspace);
        if (!Terminal.OutputHasColor)
            PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        return runspace;
    }
}
