using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using OpsShell.Shell.CommandLine;

namespace OpsShell.Shell.Hosting;

/// <summary>Runs PowerShell text or a script file, as <c>pwsh -c</c> and <c>pwsh -File</c> do.</summary>
internal static class ScriptRunner
{
    // Read on the line after the user's last one: once Out-Default has run, $? is Out-Default's.
    private const string SucceededVariable = "OpsShellSucceeded";
    private const string NoteSuccess = $"\n$global:{SucceededVariable} = $?";

    /// <summary>Runs text; the exit code is that of <c>exit</c>, else 0 when the last command succeeded, else that of a native program or 1.</summary>
    public static int RunText(string text)
    {
        // Looked at as it was typed, before a line is added: the places are those that the user sees.
        Parser.ParseInput(text, out _, out var errors);
        foreach (var error in errors)
            Console.Error.WriteLine($"opsshell: line {error.Extent.StartLineNumber}, column {error.Extent.StartColumnNumber}: {error.Message}");
        return errors.Length > 0 ? 1 : Run(shell => shell.AddScript(text + NoteSuccess), InputFor(text));
    }

    /// <summary>
    /// The lines of standard input for <c>$input</c>, where the text asks for them. Where it does not, standard input is left
    /// alone: a pipe that nobody closes would hold up the command for ever.
    /// </summary>
    private static IEnumerable<string>? InputFor(string text) =>
        Console.IsInputRedirected && text.Contains("$input", StringComparison.OrdinalIgnoreCase) ? Lines(Console.In) : null;

    private static IEnumerable<string> Lines(TextReader reader)
    {
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    /// <summary>Runs a file with arguments, bound by PowerShell's own rules (<c>-Name value</c>).</summary>
    public static int RunFile(string path, IReadOnlyList<string> words)
    {
        var full = Path.GetFullPath(path);
        if (!File.Exists(full))
            throw new UsageException($"There is no script '{path}'.");
        // Words reach the script as values, so none of them is ever parsed as PowerShell.
        var arguments = ScriptArguments.Parse(words);
        return Run(shell => shell.AddScript("param($OpsFile, $OpsNamed, $OpsWords) & $OpsFile @OpsNamed @OpsWords" + NoteSuccess)
            .AddArgument(full).AddArgument(arguments.Named).AddArgument(arguments.Words.ToArray()));
    }

    private static int Run(Action<PowerShell> fill, IEnumerable<string>? input = null)
    {
        using var folders = new EngineFolders();
        var host = new OpsHost();
        // CreateDefault() wants assemblies that come only with a whole PowerShell.
        var state = InitialSessionState.CreateDefault2();
        using var runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.Open();
        BundledModules.Attach(runspace);
        if (!Terminal.OutputHasColor)
            PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        using var shell = PowerShell.Create(runspace);
        var interrupted = false;
        using var interrupts = new Interrupts(() => interrupted = Stop(shell));
        fill(shell);
        shell.Commands.Commands[^1].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        try
        {
            shell.Invoke(input);
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
        // A cmdlet that is stopped need not throw.
        return interrupted ? ExitCode.Interrupted : host.ExitCode ?? LastExitCode(shell);
    }

    private static int LastExitCode(PowerShell shell)
    {
        var variables = shell.Runspace.SessionStateProxy;
        var code = variables.GetVariable("LASTEXITCODE") as int? ?? 0;
        return variables.GetVariable(SucceededVariable) is true ? 0 : code == 0 ? 1 : code;
    }

    /// <summary>Ends the pipeline, and with it what runs on the nodes.</summary>
    /// <returns>Whether it ended something.</returns>
    private static bool Stop(PowerShell shell)
    {
        if (shell.InvocationStateInfo.State != PSInvocationState.Running)
            return false;
        shell.BeginStop(null, null);
        return true;
    }

    /// <summary>Through the error stream, as an error that ended nothing: that is where the engine makes it text for standard error.</summary>
    private static void WriteError(PowerShell shell, ErrorRecord error)
    {
        shell.Commands.Clear();
        shell.AddScript("[CmdletBinding()] param($Failure) $PSCmdlet.WriteError($Failure)").AddArgument(error);
        shell.Commands.Commands[^1].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        shell.Invoke();
    }
}
