using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Text;

namespace OpsShell.Tests.PowerShellRuns;

/// <summary>A host that keeps what is shown as text, 120 columns wide.</summary>
internal sealed class TextHost : PSHost
{
    private readonly Screen _screen;

    public TextHost() => _screen = new Screen(Text, Answers);

    public StringBuilder Text { get; } = new();

    /// <summary>What the user answers, in this order; a question beyond them is an error.</summary>
    public Queue<string> Answers { get; } = new();

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "OpsShell tests";

    public override PSHostUserInterface UI => _screen;

    public override Version Version { get; } = new(1, 0);

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }

    private sealed class Screen(StringBuilder text, Queue<string> answers) : PSHostUserInterface
    {
        public override PSHostRawUserInterface RawUI { get; } = new RawScreen();

        public override void Write(string value) => text.Append(value);

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => text.Append(value);

        public override void WriteLine(string value) => text.Append(value).Append('\n');

        public override void WriteErrorLine(string value) => text.Append(value).Append('\n');

        public override void WriteDebugLine(string message) => text.Append(message).Append('\n');

        public override void WriteVerboseLine(string message) => text.Append(message).Append('\n');

        public override void WriteWarningLine(string message) => text.Append(message).Append('\n');

        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
        }

        public override string ReadLine() => answers.Dequeue();

        public override System.Security.SecureString ReadLineAsSecureString() => new System.Net.NetworkCredential("", answers.Dequeue()).SecurePassword;

        public override Dictionary<string, PSObject> Prompt(
            string caption, string message, System.Collections.ObjectModel.Collection<FieldDescription> descriptions)
        {
            var given = new Dictionary<string, PSObject>();
            foreach (var field in descriptions)
            {
                text.Append(field.Name).Append(": ");
                given[field.Name] = PSObject.AsPSObject(
                    field.ParameterTypeName == nameof(System.Security.SecureString) ? ReadLineAsSecureString() : ReadLine());
            }
            return given;
        }

        public override int PromptForChoice(
            string caption, string message, System.Collections.ObjectModel.Collection<ChoiceDescription> choices, int defaultChoice)
        {
            text.Append(caption).Append('\n').Append(message).Append('\n');
            if (!answers.TryDequeue(out var answer))
                return defaultChoice;
            var labels = choices.Select(choice => choice.Label).ToList();
            return labels.FindIndex(label => label.Contains("&" + answer, StringComparison.OrdinalIgnoreCase));
        }

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
            throw new NotSupportedException();

        public override PSCredential PromptForCredential(
            string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
            throw new NotSupportedException();
    }

    private sealed class RawScreen : PSHostRawUserInterface
    {
        public override ConsoleColor BackgroundColor { get; set; }

        public override Size BufferSize { get; set; } = new(120, 50);

        public override Coordinates CursorPosition { get; set; }

        public override int CursorSize { get; set; }

        public override ConsoleColor ForegroundColor { get; set; }

        public override bool KeyAvailable => false;

        public override Size MaxPhysicalWindowSize => new(120, 50);

        public override Size MaxWindowSize => new(120, 50);

        public override Coordinates WindowPosition { get; set; }

        public override Size WindowSize { get; set; } = new(120, 50);

        public override string WindowTitle { get; set; } = "";

        public override void FlushInputBuffer()
        {
        }

        public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException();

        public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException();

        public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill)
        {
        }

        public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
        {
        }

        public override void SetBufferContents(Coordinates origin, BufferCell[,] contents)
        {
        }
    }
}
