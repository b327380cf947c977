using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.InteropServices;
using OpsShell.Shell.CommandLine;

namespace OpsShell.Shell.Hosting;

/// <summary>Runs PowerShell text or a script file, as <c>pwsh -c</c> and <c>pwsh -File</c> do.</summary>
internal static class ScriptRunner
{
    private static readonly string[] Modules = ["OpsShell.Fleet", "OpsShell.Audit"];

    /// <summary>Runs text; the exit code is that of <c>exit</c>, else 0 when the last command succeeded and 1 when not.</summary>
    public static int RunText(string text) => Run(shell => shell.AddScript(text));

    /// <summary>Runs a file with arguments, bound by PowerShell's own rules (<c>-Name value</c>).</summary>
    public static int RunFile(string path, IReadOnlyList<string> arguments)
    {
        var full = Path.GetFullPath(path);
        if (!File.Exists(full))
            throw new UsageException($"There is no script '{path}'.");
        // Words reach the script through a variable, so none of them is ever parsed as PowerShell; the engine's own binder
        // tells parameters from values.
        return Run(shell =>
        {
            var command = new Command(full, isScript: false);
            foreach (var parameter in Bind(arguments))
                command.Parameters.Add(parameter);
            shell.Commands.AddCommand(command);
        });
    }

    private static int Run(Action<PowerShell> fill)
    {
        var host = new OpsHost();
        // CreateDefault() wants assemblies that come only with a whole PowerShell.
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([.. Modules.Select(ModulePath)]);
        using var runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        if (!Terminal.OutputHasColor)
            PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        using var shell = PowerShell.Create(runspace);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, shell));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, shell));
        fill(shell);
        shell.Commands.Commands[^1].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        try
        {
            shell.Invoke();
        }
        catch (PipelineStoppedException)
        {
            return ExitCode.Interrupted;
        }
        catch (RuntimeException error)
        {
            WriteError(shell, error.ErrorRecord);
            return host.ExitCode ?? 1;
        }
        return host.ExitCode ?? (shell.Runspace.SessionStateProxy.GetVariable("?") is false || shell.HadErrors ? 1 : 0);
    }

    /// <summary>The first interrupt ends the pipeline, and with it what runs on the nodes; the second is not caught.</summary>
    private static void Stop(PosixSignalContext context, PowerShell shell)
    {
        if (shell.InvocationStateInfo.State != PSInvocationState.Running)
            return;
        context.Cancel = true;
        shell.BeginStop(null, null);
    }

    private static void WriteError(PowerShell shell, ErrorRecord error)
    {
        shell.Commands.Clear();
        var record = PSObject.AsPSObject(error);
        record.Properties.Add(new PSNoteProperty("writeErrorStream", true));
        shell.AddCommand("Out-Default").AddParameter("InputObject", record);
        shell.Invoke();
    }

    private static string ModulePath(string name) => Path.Combine(AppContext.BaseDirectory, "Modules", name);

    /// <summary>
    /// A name with its dash and no value stands for a parameter token, so the engine's binder decides whether the next word is
    /// its value (<c>-Name web01</c>) or an argument of its own (<c>-WhatIf web01</c>).
    /// </summary>
    private static IEnumerable<CommandParameter> Bind(IReadOnlyList<string> words) => words.Select(word =>
    {
        if (word.Length < 2 || word[0] != '-' || !char.IsLetter(word[1]))
            return new CommandParameter(null, word);
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? new CommandParameter(word) : new CommandParameter(word[1..colon], Value(word[(colon + 1)..]));
    });

    /// <summary>The two values that a switch can have; all else is text.</summary>
    private static object Value(string text) => text.ToUpperInvariant() switch
    {
        "$TRUE" => true,
        "$FALSE" => false,
        _ => text,
    };
}
