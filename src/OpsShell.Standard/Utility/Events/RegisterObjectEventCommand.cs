using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Subscribes to an event of a .NET object.</summary>
[Cmdlet(VerbsLifecycle.Register, "ObjectEvent")]
[OutputType(typeof(PSEventJob))]
public class RegisterObjectEventCommand : ObjectEventRegistrationBase
{
    /// <summary>The object, or the type for a static event.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>The event's name.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string EventName { get; set; } = "";

    /// <inheritdoc/>
    protected override object GetSourceObject() => InputObject;

    /// <inheritdoc/>
    protected override string GetSourceObjectEventName() => EventName;
}
