using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Net;
using System.Security;

namespace Microsoft.PowerShell.Commands;

/// <summary>Asks the user for a line of text, or takes it from standard input.</summary>
[Cmdlet(VerbsCommunications.Read, "Host", DefaultParameterSetName = TextSet, HelpUri = "https://go.microsoft.com/fwlink/?LinkID=2096610")]
[OutputType(typeof(string), typeof(SecureString))]
public sealed class ReadHostCommand : PSCmdlet
{
    private const string TextSet = "AsString";
    private const string SecureSet = "AsSecureString";

    /// <summary>The question; a colon is put after it.</summary>
    [Parameter(Position = 0, ValueFromRemainingArguments = true)]
    [AllowNull]
    public object? Prompt { get; set; }

    /// <summary>Shows no characters, and gives the text as a secure string.</summary>
    [Parameter(ParameterSetName = SecureSet)]
    public SwitchParameter AsSecureString { get; set; }

    /// <summary>Shows no characters, and gives the text as a plain string.</summary>
    [Parameter(ParameterSetName = TextSet)]
    public SwitchParameter MaskInput { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var secret = AsSecureString || MaskInput;
        if (Prompt is not null && Console.IsInputRedirected && !secret)
            Host.UI.Write($"{QuestionText()}: ");
        else if (Prompt is not null)
        {
            Ask(QuestionText(), secret);
            return;
        }
        WriteAnswer(secret ? Host.UI.ReadLineAsSecureString() : Host.UI.ReadLine());
    }

    private void Ask(string question, bool secret)
    {
        var field = new FieldDescription(question);
        field.SetParameterType(secret ? typeof(SecureString) : typeof(string));
        // A host may give null when the user calls the question off.
        foreach (var answer in Host.UI.Prompt("", "", [field])?.Values ?? Enumerable.Empty<PSObject>())
            WriteAnswer(answer?.BaseObject);
    }

    private void WriteAnswer(object? answer)
    {
        if (answer is string line)
            TranscriptEngine.Add(Host.UI, Prompt is null ? line : $"{QuestionText()}: {line}");
        if (MaskInput && answer is SecureString hidden)
            WriteObject(new NetworkCredential("", hidden).Password);
        else
            WriteObject(answer);
    }

    private string QuestionText()
    {
        if (LanguagePrimitives.GetEnumerable(Prompt) is not { } words)
            return Text(Prompt);
        return string.Join(' ', words.Cast<object?>().Select(Text).Where(word => word.Length > 0));
    }

    private static string Text(object? value) =>
        (string)LanguagePrimitives.ConvertTo(value, typeof(string), CultureInfo.InvariantCulture) ?? "";
}
