using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Text;
using System.Xml;

namespace Microsoft.PowerShell.Commands;

/// <summary>Writes text to the screen, by way of the information stream (6), tagged PSHOST.</summary>
[Cmdlet(VerbsCommunications.Write, "Host", HelpUri = "https://go.microsoft.com/fwlink/?LinkID=2097137", RemotingCapability = RemotingCapability.None)]
public sealed class WriteHostCommand : ConsoleColorCmdlet
{
    private static readonly string[] s_tags = ["PSHOST"];

    /// <summary>The objects to write.</summary>
    [Parameter(Position = 0, ValueFromRemainingArguments = true, ValueFromPipeline = true)]
    [Alias("Msg", "Message")]
#pragma warning disable CA1720 // PowerShell's name.
    public object? Object { get; set; }
#pragma warning restore CA1720

    /// <summary>Ends without a line end.</summary>
    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    /// <summary>What stands between the objects; a blank by default.</summary>
    [Parameter]
    public object? Separator { get; set; } = " ";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var text = new StringBuilder();
        Append(text, Object);
        var message = new HostInformationMessage { Message = text.ToString(), NoNewLine = NoNewline.ToBool() };
        try
        {
            message.ForegroundColor = ForegroundColor;
            message.BackgroundColor = BackgroundColor;
        }
        catch (HostException)
        {
            // A host without a screen has no colours.
        }
        WriteInformation(message, s_tags);
    }

    private void Append(StringBuilder text, object? value)
    {
        switch (value is PSObject wrapped ? wrapped.BaseObject : value)
        {
            case null:
                break;
            case string word:
                text.Append(word);
                break;
            case XmlNode node:
                text.Append(node.Name);
                break;
            case IEnumerable items:
                AppendAll(text, items);
                break;
            default:
                text.Append(value);
                break;
        }
    }

    private void AppendAll(StringBuilder text, IEnumerable items)
    {
        var first = true;
        foreach (var item in items)
        {
            if (!first)
                text.Append(Separator);
            first = false;
            Append(text, item);
        }
    }
}
