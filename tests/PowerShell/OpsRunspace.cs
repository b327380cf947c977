using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace OpsShell.Tests.PowerShellRuns;

/// <summary>A runspace with the modules imported by path, as a user's session has them.</summary>
internal sealed class OpsRunspace : IDisposable
{
    private readonly Runspace _runspace;
    private readonly TextHost _host = new();

    public OpsRunspace(params string[] modules)
    {
        // CreateDefault wants the console host's assembly, which the bare engine does not have.
        var state = InitialSessionState.CreateDefault2();
        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.Open();
        foreach (var module in modules)
            Run($"Import-Module '{ModulePath(module)}'");
    }

    /// <summary>What the user answers to questions, in this order.</summary>
    public Queue<string> Answers => _host.Answers;

    /// <summary>The manifest of a module in the layout of a published program.</summary>
    public static string ModulePath(string module) => Path.Combine(AppContext.BaseDirectory, "Modules", module, module + ".psd1");

    /// <summary>Runs a script; a terminating error is thrown.</summary>
    public OpsRun Run(string script, params object[] input)
    {
        using var shell = PowerShell.Create();
        shell.Runspace = _runspace;
        shell.AddScript(script);
        var output = input.Length > 0 ? shell.Invoke(input) : shell.Invoke();
        return new OpsRun(output, [.. shell.Streams.Error], [.. shell.Streams.Progress]);
    }

    /// <summary>Runs a script that must end with a terminating error.</summary>
    public ErrorRecord Fail(string script) => Assert.Single(Run($"try {{ {script} }} catch {{ $_ }}").Of<ErrorRecord>());

    /// <summary>What a user sees: the output through the module's views.</summary>
    public string Show(string script)
    {
        _host.Text.Clear();
        using var shell = PowerShell.Create();
        shell.Runspace = _runspace;
        shell.AddScript(script).AddCommand("Out-Default");
        shell.Invoke();
        return _host.Text.ToString();
    }

    /// <summary>A pipeline that has not been started.</summary>
    public PowerShell Prepare(string script)
    {
        var shell = PowerShell.Create();
        shell.Runspace = _runspace;
        return shell.AddScript(script);
    }

    public void Dispose() => _runspace.Dispose();
}
