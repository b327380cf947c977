using OpsShell.Shell.Audit;
using OpsShell.Shell.CommandLine;
using OpsShell.Shell.Hosting;
using OpsShell.Shell.Interactive;

namespace OpsShell.Shell;

/// <summary>The program <c>opsshell</c>.</summary>
internal static class Program
{
    private static int Main(string[] words)
    {
        // Before the engine is touched: it sends nothing home, and starts 15 ms sooner.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        // Nor does it open a pipe for debuggers of other processes, which takes another 7 ms; who wants that sets the variable to 0.
        if (Environment.GetEnvironmentVariable("POWERSHELL_DIAGNOSTICS_OPTOUT") is null)
            Environment.SetEnvironmentVariable("POWERSHELL_DIAGNOSTICS_OPTOUT", "1");
        var start = EngineHeadStart.Begin(words);
        try
        {
            LoginShell.Begin(words);
        }
        catch (UsageException error)
        {
            Console.Error.WriteLine($"opsshell: {error.Message}");
            return ExitCode.Usage;
        }
        StandardStreams.Guard();
        SearchPath.Complete();
        try
        {
            return Run(ShellArguments.Parse(words), start);
        }
        catch (UsageException error)
        {
            Console.Error.WriteLine($"opsshell: {error.Message}");
            return ExitCode.Usage;
        }
        catch (OutputException error)
        {
            Console.Error.WriteLine($"opsshell: {error.Message}");
            return ExitCode.Output;
        }
#pragma warning disable CA1031 // The last stop: a defect becomes one line and its own exit code, which cron can tell from a verdict.
        catch (Exception error)
        {
            Console.Error.WriteLine($"opsshell: internal error: {error.GetType().Name}: {error.Message}");
            Console.Error.WriteLine("Please report it with the command that you ran. OPSSHELL_DEBUG=1 shows where it happened.");
            if (Environment.GetEnvironmentVariable("OPSSHELL_DEBUG") is { Length: > 0 })
                Console.Error.WriteLine(error);
            return ExitCode.Internal;
        }
#pragma warning restore CA1031
    }

    private static int Run(ShellArguments arguments, EngineHeadStart? start)
    {
        switch (arguments.Verb)
        {
            case ShellVerb.Audit when arguments.Rest is [var word, ..] && word.TrimStart('-').ToLowerInvariant() is "help" or "?" or "h":
                Console.Out.Write(HelpText.Text);
                return 0;
            case ShellVerb.Audit:
                return AuditCommand.Run(arguments.Rest);
            case ShellVerb.Complete:
                return CompleteCommand.Run(arguments.Rest);
            case ShellVerb.Command or ShellVerb.File when arguments.Options.NoExit:
                return Repl.Run(arguments.Options, arguments);
            case ShellVerb.Command:
                return new ScriptRunner(arguments.Options, start).RunText(arguments.Text, arguments.Rest);
            case ShellVerb.File:
                return new ScriptRunner(arguments.Options, start).RunFile(arguments.Text, arguments.Rest);
            case ShellVerb.Serve:
                return JobServer.Run(arguments.Text, arguments.Options.WorkingDirectory);
            case ShellVerb.Input:
            case ShellVerb.None when Console.IsInputRedirected:
                return new ScriptRunner(arguments.Options, start).RunInput(arguments.Rest);
            case ShellVerb.Version:
                Console.Out.WriteLine($"opsshell {OpsShell.Audit.AuditRunner.ToolVersion}");
                return 0;
            case ShellVerb.Help:
                Console.Out.Write(HelpText.Text);
                return 0;
            default:
                return Repl.Run(arguments.Options);
        }
    }
}
