using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Runtime.InteropServices;
using OpsShell.Shell.CommandLine;
using OpsShell.Shell.Interactive;

namespace OpsShell.Shell.Hosting;

/// <summary>Runs PowerShell text or a script file, as <c>pwsh -c</c> and <c>pwsh -File</c> do.</summary>
/// <param name="options">The options of the command line.</param>
/// <param name="start">What has begun of the engine already; null where nothing has.</param>
internal sealed class ScriptRunner(ShellOptions options, EngineHeadStart? start)
{
    // Read on the line after the user's last one: once Out-Default has run, $? is Out-Default's.
    private const string SucceededVariable = "OpsShellSucceeded";
    private const string NoteSuccess = $"\n$global:{SucceededVariable} = $?";

    /// <summary>Runs text: the exit code is that of <c>exit</c>, else 0 when the last command succeeded, else 1.</summary>
    /// <param name="text">The text.</param>
    /// <param name="words">What is in <c>$args</c>.</param>
    public int RunText(string text, IReadOnlyList<string> words)
    {
        using var engine = new ScriptEngine(options, start);
        // Looked at as it was typed, before a line is added: the engine then shows what is wrong in the text that the user sees. (Of text
        // that breaks off it says nothing unless a line end follows.)
        var script = Parser.ParseInput(text, out _, out var errors);
        if (errors.Length > 0)
            return Run(engine, shell => shell.AddScript(text + "\n"), _ => 1, input: null);
        return Run(engine, shell => AddWords(shell.AddScript(text + Ending(script)), words), LastSucceeded, InputText.For(script));
    }

    /// <summary>Runs standard input as text.</summary>
    public int RunInput(IReadOnlyList<string> words) => RunText(Console.In.ReadToEnd(), words);

    /// <summary>
    /// Runs a file with arguments, bound by PowerShell's own rules (<c>-Name value</c>): the exit code is that of <c>exit</c>, else
    /// 0, but 1 when an error ended it.
    /// </summary>
    public int RunFile(string path, IReadOnlyList<string> words)
    {
        using var engine = new ScriptEngine(options, start);
        var input = InputText.For(Parser.ParseFile(path, out _, out _));
        return Run(engine, shell => AddFile(shell, path, words), _ => 0, input);
    }

    private static void AddFile(PowerShell shell, string path, IReadOnlyList<string> words)
    {
        ScriptFile.Offer(shell.Runspace, path);
        EngineContext.EndWithExitOfScript(shell.Runspace);
        shell.AddCommand(path, useLocalScope: false);
        foreach (var parameter in ScriptArguments.Parse(words))
            shell.Commands.Commands[^1].Parameters.Add(parameter);
    }

    private static void AddWords(PowerShell shell, IReadOnlyList<string> words)
    {
        foreach (var word in words)
            shell.AddArgument(word);
    }

    /// <summary>Nothing can follow text that has begin, process or end blocks.</summary>
    private static string Ending(ScriptBlockAst script) =>
        script is { BeginBlock: null, ProcessBlock: null, EndBlock.Unnamed: true } ? NoteSuccess : "";

    private int Run(ScriptEngine engine, Action<PowerShell> fill, Func<PowerShell, int> exitCode, IEnumerable<string>? input)
    {
        PowerShell? running = null;
        int? ended = null;
        bool End(PosixSignal signal, int code)
        {
            if (running is not { } pipeline)
                return false;
            ended = code;
            return Stop(pipeline, engine.Host, signal);
        }
        // Before the engine is waited for; until then there is nothing to wind down, and a signal ends the program at once.
        using var interrupts = new Interrupts(signal => End(signal, ExitCode.Ended(signal)));
        using var shell = running = PowerShell.Create(engine.Runspace);
        engine.Host.WhenReaderGoes(() => End(PosixSignal.SIGTERM, ExitCode.BrokenPipe));
        try
        {
            RunProfiles(shell, engine);
            if (engine.Host.ExitCode is { } asked)
                return asked;
            fill(shell);
            Invoke(shell, input);
        }
        catch (PipelineStoppedException)
        {
            return ended ?? ExitCode.Interrupted;
        }
        catch (RuntimeException error)
        {
            EngineErrors.Show(shell, error.ErrorRecord);
            return engine.Host.ExitCode ?? 1;
        }
        // A cmdlet that is stopped need not throw.
        return ended ?? engine.Host.ExitCode ?? exitCode(shell);
    }

    /// <summary>The profile scripts, as pwsh runs them for scripts too; an error in one of them is shown and ends no more than it.</summary>
    private void RunProfiles(PowerShell shell, ScriptEngine engine)
    {
        var scripts = ProfileScripts.Find();
        scripts.SetVariable(engine.Runspace.SessionStateProxy);
        foreach (var path in options.NoProfile ? [] : scripts.Existing.TakeWhile(_ => engine.Host.ExitCode is null))
        {
            try
            {
                Invoke(shell.AddScript(ProfileScripts.Load(path)), input: null);
            }
            catch (RuntimeException error) when (error is not PipelineStoppedException)
            {
                EngineErrors.Show(shell, error.ErrorRecord);
            }
            shell.Commands.Clear();
        }
    }

    private static void Invoke(PowerShell shell, IEnumerable<string>? input)
    {
        shell.Commands.Commands[^1].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default").Invoke(input);
    }

    private static int LastSucceeded(PowerShell shell) => Succeeded(shell) ? 0 : 1;

    private static bool Succeeded(PowerShell shell) => shell.Runspace.SessionStateProxy.GetVariable(SucceededVariable) is not false;

    /// <summary>Ends the pipeline, and with it what runs on the nodes and here.</summary>
    /// <returns>Whether it ended something.</returns>
    private static bool Stop(PowerShell shell, OpsHost host, PosixSignal signal)
    {
        if (shell.InvocationStateInfo.State != PSInvocationState.Running)
            return false;
        if (signal == PosixSignal.SIGINT)
            host.NativeCommands.OnInterrupt();
        var children = new ChildProcesses();
        shell.BeginStop(null, null);
        children.End(signal);
        return true;
    }
}
