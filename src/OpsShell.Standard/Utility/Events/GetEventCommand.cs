using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gets the events that wait in the session's queue.</summary>
[Cmdlet(VerbsCommon.Get, "Event", DefaultParameterSetName = "BySource")]
[OutputType(typeof(PSEventArgs))]
public class GetEventCommand : PSCmdlet
{
    /// <summary>The source of the events; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "BySource")]
    [SupportsWildcards]
    public string? SourceIdentifier { get; set; }

    /// <summary>The number of the event.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "ById")]
    [Alias("Id")]
    public int EventIdentifier { get; set; } = -1;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var pattern = SourceIdentifier is null ? null : WildcardPattern.Get(SourceIdentifier, WildcardOptions.IgnoreCase);
        List<PSEventArgs> waiting;
        lock (Events.ReceivedEvents.SyncRoot)
            waiting = [.. Events.ReceivedEvents];
        var found = false;
        foreach (var one in waiting)
        {
            if (pattern is not null && !pattern.IsMatch(one.SourceIdentifier) || EventIdentifier >= 0
                && one.EventIdentifier != EventIdentifier)
                continue;
            found = true;
            WriteObject(one);
        }
        if (found)
            return;
        if (EventIdentifier >= 0)
            WriteError(EventErrors.NoEvent(EventIdentifier, EventErrors.SourceId));
        else if (SourceIdentifier is not null && !WildcardPattern.ContainsWildcardCharacters(SourceIdentifier))
            WriteError(EventErrors.NoSource("Event", SourceIdentifier));
    }
}
