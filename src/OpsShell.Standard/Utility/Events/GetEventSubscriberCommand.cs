using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gets the subscriptions to events.</summary>
[Cmdlet(VerbsCommon.Get, "EventSubscriber", DefaultParameterSetName = "BySource")]
[OutputType(typeof(PSEventSubscriber))]
public class GetEventSubscriberCommand : PSCmdlet
{
    /// <summary>The source of the events; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "BySource")]
    [SupportsWildcards]
    public string? SourceIdentifier { get; set; }

    /// <summary>The number of the subscription.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "ById")]
    [Alias("Id")]
    public int SubscriptionId { get; set; } = -1;

    /// <summary>Shows hidden subscriptions too.</summary>
    [Parameter(Position = 1)]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var pattern = SourceIdentifier is null ? null : WildcardPattern.Get(SourceIdentifier, WildcardOptions.IgnoreCase);
        var found = false;
        foreach (var subscriber in Events.Subscribers.ToArray())
        {
            if (subscriber.SupportEvent && !Force
                || pattern is not null && !(subscriber.SourceIdentifier is { } source && pattern.IsMatch(source))
                || SubscriptionId >= 0 && subscriber.SubscriptionId != SubscriptionId)
                continue;
            found = true;
            WriteObject(subscriber);
        }
        if (found)
            return;
        if (SubscriptionId >= 0)
            WriteError(EventErrors.NoSubscription(SubscriptionId, EventErrors.SourceId));
        else if (SourceIdentifier is not null && !WildcardPattern.ContainsWildcardCharacters(SourceIdentifier))
            WriteError(EventErrors.NoSource("Event subscription", SourceIdentifier));
    }
}
