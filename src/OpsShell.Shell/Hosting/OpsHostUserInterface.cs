using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace OpsShell.Shell.Hosting;

/// <summary>Writes for a terminal or a pipe, and asks on a terminal only.</summary>
/// <param name="keyboard">Where answers come from.</param>
/// <param name="nonInteractive">Whether questions to the user are errors.</param>
internal sealed class OpsHostUserInterface(IKeyboard keyboard, bool nonInteractive = false) : PSHostUserInterface, IHostUISupportsMultipleChoiceSelection
{
    private readonly ProgressLine _progress = new();
    private StringBuilder? _held;

    public override PSHostRawUserInterface RawUI { get; } = new OpsHostRawUserInterface(keyboard);

    public override bool SupportsVirtualTerminal => Terminal.OutputHasColor || IsColorForced;

    /// <summary>Who sets <c>$PSStyle.OutputRendering</c> to Ansi wants colours in a pipe too, as for <c>less -R</c>.</summary>
    private static bool IsColorForced => PSStyle.Instance.OutputRendering == OutputRendering.Ansi;

    /// <summary>What to do, once, when nobody reads standard output any more.</summary>
    public Action? ReaderGone { get; set; }

    public override void Write(string value) => Put(Shown(value));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        Write(ConsoleColors.Paint(value, foregroundColor, backgroundColor));

    public override void WriteLine(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        WriteLine(ConsoleColors.Paint(value, foregroundColor, backgroundColor));

    public override void WriteLine(string value) => Put(Shown(value) + Environment.NewLine);

    // The view of an error ends with an empty line, as its own or as one more; pwsh shows neither.
    public override void WriteErrorLine(string value)
    {
        if (!string.IsNullOrEmpty(value))
            Message("", value.EndsWith('\n') ? value[..^1] : value, 31);
    }

    public override void WriteWarningLine(string message) => Message("WARNING: ", message, 33);

    public override void WriteVerboseLine(string message) => Message("VERBOSE: ", message, 36);

    public override void WriteDebugLine(string message) => Message("DEBUG: ", message, 35);

    /// <summary>Removes a progress line that a command left, so that a prompt can stand there.</summary>
    public void EndProgress() => _progress.Hide();

    /// <summary>Does something, and gives what it writes for standard output instead of writing it.</summary>
    public string Hold(Action work)
    {
        var held = _held = new();
        try
        {
            work();
        }
        finally
        {
            _held = null;
        }
        return held.ToString();
    }

    public override void WriteProgress(long sourceId, ProgressRecord record) => _progress.Show(record);

    public override string ReadLine()
    {
        RequireInteraction("a line of input");
        _progress.Hide();
        // At the end of a file or pipe there is no answer, as in pwsh; at a terminal Ctrl-D calls the command off.
        return keyboard.ReadLine() ?? (Console.IsInputRedirected ? null! : throw new PipelineStoppedException());
    }

    public override SecureString ReadLineAsSecureString()
    {
        RequireTerminal("a password");
        return keyboard.ReadSecret();
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        RequireTerminal(string.Join(", ", descriptions.Select(field => field.Name)));
        Ask(caption, message);
        var answers = new Dictionary<string, PSObject>();
        foreach (var field in descriptions)
        {
            Console.Error.Write($"{field.Name}: ");
            answers[field.Name] = field.ParameterTypeName == nameof(SecureString)
                ? PSObject.AsPSObject(ReadLineAsSecureString())
                : PSObject.AsPSObject(ReadLine());
        }
        return answers;
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        RequireTerminal("a choice (-Confirm:$false answers it beforehand)");
        Ask(caption, message);
        var known = new Choices(choices);
        while (true)
        {
            Console.Error.Write(defaultChoice >= 0 ? known.Question(defaultChoice) : known.Question());
            var answer = ReadLine().Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
                return defaultChoice;
            if (Choose(known, answer) is >= 0 and var chosen)
                return chosen;
        }
    }

    /// <summary>Several choices: one to a line, ended by an empty one.</summary>
    public Collection<int> PromptForChoice(string? caption, string? message, Collection<ChoiceDescription> choices, IEnumerable<int>? defaultChoices)
    {
        RequireTerminal("choices");
        Ask(caption, message);
        var known = new Choices(choices);
        var defaults = (defaultChoices ?? []).ToArray();
        Console.Error.WriteLine(known.Question(defaults));
        var chosen = new Collection<int>();
        while (true)
        {
            Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"Choice[{chosen.Count}]: "));
            var answer = ReadLine().Trim();
            if (answer.Length == 0)
                return chosen.Count > 0 ? chosen : [.. defaults];
            if (Choose(known, answer) is >= 0 and var one)
                chosen.Add(one);
        }
    }

    private static int Choose(Choices known, string answer)
    {
        if (answer != "?")
            return known.Find(answer);
        foreach (var meaning in known.Meanings)
            Console.Error.WriteLine(TerminalText.KeepColors(meaning));
        return -1;
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    public override PSCredential PromptForCredential(
        string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options)
    {
        RequireTerminal("a credential");
        Ask(caption, message);
        if (string.IsNullOrEmpty(userName))
        {
            Console.Error.Write("User: ");
            userName = ReadLine();
        }
        Console.Error.Write($"Password for user {userName}: ");
        return new PSCredential(userName, ReadLineAsSecureString());
    }

    /// <summary>
    /// Colours go where <c>$PSStyle.OutputRendering</c> does not want them (the formatter leaves that to the host), and on a
    /// terminal every other control character shows instead of acting: views of our own do that already, but PowerShell's
    /// generic ones print what a node sent as it is. A file or a pipe gets the data unchanged.
    /// </summary>
    private string Shown(string value)
    {
        var text = GetOutputString(value, SupportsVirtualTerminal);
        return Console.IsOutputRedirected ? text : TerminalText.KeepReturns(text);
    }

    private void Put(string text)
    {
        if (_held is { } held)
        {
            held.Append(text);
            return;
        }
        _progress.Hide();
        Console.Out.Write(text);
        if (ReaderGone is { } gone && StandardStreams.ReaderIsGone)
        {
            ReaderGone = null;
            gone();
        }
    }

    /// <summary>A message; to standard output only when a redirection has put it among the output.</summary>
    private void Message(string prefix, string text, int color)
    {
        var toOutput = prefix.Length > 0 && EngineContext.IsFormattingOutput;
        var hasColor = IsColorForced || (toOutput ? Terminal.OutputHasColor : Terminal.ErrorHasColor);
        var shown = TerminalText.KeepColors(GetOutputString(text, hasColor));
        // The error view brings colours of its own.
        var plain = !hasColor || shown.Contains('\u001b', StringComparison.Ordinal);
        var line = plain ? prefix + shown : string.Create(CultureInfo.InvariantCulture, $"\u001b[{color}m{prefix}{shown}\u001b[0m");
        if (toOutput)
        {
            Put(line + Environment.NewLine);
            return;
        }
        _progress.Hide();
        Console.Error.WriteLine(line);
    }

    private void Ask(string? caption, string? message)
    {
        _progress.Hide();
        foreach (var line in (string?[])[caption, message])
        {
            if (!string.IsNullOrEmpty(line))
                Console.Error.WriteLine(line);
        }
    }

    private void RequireInteraction(string what)
    {
        if (nonInteractive)
            throw new PSInvalidOperationException($"This command asks for {what}, and opsshell was started with -NonInteractive.");
    }

    private void RequireTerminal(string what)
    {
        RequireInteraction(what);
        if (Console.IsInputRedirected)
            throw new PSInvalidOperationException($"This command asks for {what}, and standard input is not a terminal.");
    }
}
