using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Raises an event.</summary>
[Cmdlet(VerbsCommon.New, "Event")]
[OutputType(typeof(PSEventArgs))]
public class NewEventCommand : PSCmdlet
{
    /// <summary>The source that the event names.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    public string SourceIdentifier { get; set; } = "";

    /// <summary>The object that the event says it comes from.</summary>
    [Parameter(Position = 1)]
    public PSObject? Sender { get; set; }

    /// <summary>The arguments of the event.</summary>
    [Parameter(Position = 2)]
    public PSObject[]? EventArguments { get; set; }

    /// <summary>Data to go with it.</summary>
    [Parameter(Position = 3)]
    public PSObject? MessageData { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        object?[]? arguments = EventArguments is null ? null : Array.ConvertAll(EventArguments, a => a?.BaseObject);
        var sender = Sender?.BaseObject;
        WriteObject(Events.GenerateEvent(SourceIdentifier, sender, arguments, MessageData, processInCurrentThread: true,
            waitForCompletionInCurrentThread: false));
    }
}
