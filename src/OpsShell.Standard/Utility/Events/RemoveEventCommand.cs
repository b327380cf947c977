using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Takes events out of the session's queue.</summary>
[Cmdlet(VerbsCommon.Remove, "Event", SupportsShouldProcess = true, DefaultParameterSetName = "BySource")]
public class RemoveEventCommand : PSCmdlet
{
    /// <summary>The source of the events; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "BySource")]
    [SupportsWildcards]
    public string? SourceIdentifier { get; set; }

    /// <summary>The number of the event.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "ByIdentifier")]
    public int EventIdentifier { get; set; } = -1;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var pattern = SourceIdentifier is null ? null : WildcardPattern.Get(SourceIdentifier, WildcardOptions.IgnoreCase);
        var found = false;
        lock (Events.ReceivedEvents.SyncRoot)
        {
            for (var i = Events.ReceivedEvents.Count - 1; i >= 0; i--)
            {
                var one = Events.ReceivedEvents[i];
                if (pattern is null ? one.EventIdentifier != EventIdentifier : !pattern.IsMatch(one.SourceIdentifier))
                    continue;
                found = true;
                if (ShouldProcess($"Event '{one.SourceIdentifier}'", "Remove"))
                    Events.ReceivedEvents.RemoveAt(i);
            }
        }
        if (found)
            return;
        if (pattern is null)
            WriteError(EventErrors.NoEvent(EventIdentifier, "INVALID_EVENT_IDENTIFIER"));
        else if (!WildcardPattern.ContainsWildcardCharacters(SourceIdentifier))
            WriteError(EventErrors.NoSource("Event", SourceIdentifier!));
    }
}
