using System.Management.Automation;
using Humanizer;
using OpsShell.Core.Text;
using OpsShell.Shell.Hosting;

namespace OpsShell.Shell.Interactive;

/// <summary>The prompt: the default target, the folder, how the last line ended, and how long it took when that was long.</summary>
/// <param name="session">The session.</param>
/// <param name="host">The host of the session.</param>
/// <param name="hasColor">Whether the terminal has colours.</param>
internal sealed class Prompt(EngineSession session, OpsHost host, bool hasColor)
{
    /// <summary>The body of the function; a user's own one may call it and add to it.</summary>
    public const string Function = "$Host.PrivateData.Prompt";

    /// <summary>The variable with the selector of the default target.</summary>
    public const string TargetVariable = "OpsDefaultNode";

    private static readonly TimeSpan LongTime = TimeSpan.FromSeconds(5);

    /// <summary>The prompt of its own, as it was before the last line.</summary>
    public string Own { get; private set; } = "";

    /// <summary>The prompt for the next line: that of the user's function, if there is one.</summary>
    /// <param name="outcome">How the last line ended.</param>
    public string Next(LineOutcome outcome)
    {
        Own = Text(outcome);
        var function = session.State.InvokeCommand.GetCommand("prompt", CommandTypes.Function) as FunctionInfo;
        return function?.Definition.Trim() == Function ? Own : CallFunction();
    }

    private string CallFunction()
    {
        try
        {
            var text = "";
            // A prompt may write its parts, in colours; the line editor has to know them, as all that stands before the line.
            var written = host.Hold(() => text = session.Between(Call));
            return written + (text.Length > 0 ? text : "PS>");
        }
        catch (RuntimeException)
        {
            return Own;
        }
    }

    private static string Call(PowerShell shell) =>
        string.Concat(shell.AddCommand("prompt").Invoke().Select(part => part?.ToString()));

    private string Text(LineOutcome outcome)
    {
        var target = session.State.GetVariable(TargetVariable) as string is { Length: > 0 } selector ? selector : "local";
        var ended = Ending(outcome) is { Length: > 0 } ending ? Styled("31", $" [{ending}]") : "";
        var took = outcome.Duration < LongTime ? "" : Styled("90", $" ({TimeSpan.FromSeconds(Math.Round(outcome.Duration.TotalSeconds)).Humanize(precision: 2)})");
        // A folder's name can have anything in it.
        var folder = DisplayText.Clean(session.State.Path.CurrentLocation.ProviderPath);
        return $"PS {Styled("36", DisplayText.Clean(target))} {folder}{ended}{took}> ";
    }

    private static string Ending(LineOutcome outcome) => outcome switch
    {
        { Stopped: true } => "stopped",
        { Succeeded: true } => "",
        { ExitCode: > 0 and var code } => $"exit {code}",
        _ => "error",
    };

    private string Styled(string style, string text) => hasColor ? $"\u001b[{style}m{text}\u001b[0m" : text;
}
