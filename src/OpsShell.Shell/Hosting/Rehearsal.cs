using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell.Commands;

namespace OpsShell.Shell.Hosting;

/// <summary>
/// A pipeline in a small engine of its own, which has one command and writes nothing: the first pipeline of a process takes 15 ms, most of
/// them for code that is loaded then, and the second one 2 ms.
/// </summary>
internal sealed class Rehearsal : IDisposable
{
    private readonly OpsHost _host = new(nonInteractive: true);
    private readonly Runspace _runspace;

    /// <summary>Makes the engine; it is not open yet.</summary>
    public Rehearsal()
    {
        var state = InitialSessionState.Create();
        state.LanguageMode = PSLanguageMode.FullLanguage;
        state.Commands.Add(new SessionStateCmdletEntry("Out-Default", typeof(OutDefaultCommand), helpFileName: null));
        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        _host.Runspace = _runspace;
    }

    /// <summary>Opens the engine.</summary>
    public void Open() => _runspace.Open();

    /// <summary>Runs the pipeline.</summary>
    /// <returns>What it would have written.</returns>
    public string Run()
    {
        using var shell = PowerShell.Create(_runspace);
        return _host.Hold(() => shell.AddScript("1").AddCommand("Out-Default").Invoke());
    }

    /// <summary>Closes the engine.</summary>
    public void Dispose() => _runspace.Dispose();
}
