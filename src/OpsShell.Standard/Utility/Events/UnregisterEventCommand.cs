using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Ends subscriptions to events.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "Event", SupportsShouldProcess = true, DefaultParameterSetName = "BySource")]
public class UnregisterEventCommand : PSCmdlet
{
    /// <summary>The source of the events; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "BySource")]
    [SupportsWildcards]
    public string? SourceIdentifier { get; set; }

    /// <summary>The number of the subscription.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "ByID")]
    public int SubscriptionId { get; set; } = -1;

    /// <summary>Ends hidden subscriptions too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var pattern = SourceIdentifier is null ? null : WildcardPattern.Get(SourceIdentifier, WildcardOptions.IgnoreCase);
        var found = false;
        foreach (var subscriber in Events.Subscribers.ToArray())
        {
            var matches = pattern is null ? subscriber.SubscriptionId == SubscriptionId
                : subscriber.SourceIdentifier is { } source && pattern.IsMatch(source);
            if (!matches || subscriber.SupportEvent && !Force)
                continue;
            found = true;
            if (ShouldProcess($"Event subscription '{subscriber.SourceIdentifier}'", "Unsubscribe"))
                Events.UnsubscribeEvent(subscriber);
        }
        if (found)
            return;
        if (pattern is null)
            WriteError(EventErrors.NoSubscription(SubscriptionId, "INVALID_SUBSCRIPTION_IDENTIFIER"));
        else if (!WildcardPattern.ContainsWildcardCharacters(SourceIdentifier))
            WriteError(EventErrors.NothingToEnd(SourceIdentifier!));
    }
}
