using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Subscribes to events that the engine or New-Event raises.</summary>
[Cmdlet(VerbsLifecycle.Register, "EngineEvent")]
[OutputType(typeof(PSEventJob))]
public class RegisterEngineEventCommand : ObjectEventRegistrationBase
{
    /// <summary>The source of the events, such as PowerShell.Exiting.</summary>
    [Parameter(Mandatory = true, Position = 100)]
    [ArgumentCompletions("PowerShell.Exiting", "PowerShell.OnIdle", "PowerShell.WorkflowJobStartEvent")]
    public new string SourceIdentifier
    {
        get => base.SourceIdentifier;
        set => base.SourceIdentifier = value;
    }

    /// <inheritdoc/>
    protected override object? GetSourceObject()
    {
        if (Action is null && !Forward)
        {
            var why = new ArgumentException("The action must be specified for events that are not forwarded.");
            ThrowTerminatingError(new ErrorRecord(why, "ACTION_MANDATORY_FOR_LOCAL", ErrorCategory.InvalidArgument, null));
        }
        return null;
    }

    /// <inheritdoc/>
    protected override string? GetSourceObjectEventName() => null;
}
