using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Moves properties from items to another, where the provider has such; that of files has not.</summary>
[Cmdlet(VerbsCommon.Move, "ItemProperty", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class MoveItemPropertyCommand : PassThroughPropertyCommandBase
{
    /// <summary>The names of the properties.</summary>
    [Parameter(Position = 2, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSProperty")]
    public string[] Name { get; set; } = [];

    /// <summary>The item that gets the properties.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string Destination { get; set; } = "";

    private protected override void ChangeProperty(string path, EngineContext context)
    {
        foreach (var name in Name)
            InvokeProvider.Property.Move(path, name, Destination, name, context);
    }

    private protected override object? DynamicParametersIn(EngineContext context)
    {
        var name = Name is [var first, ..] ? first : null;
        return InvokeProvider.Property.MovePropertyDynamicParameters(FirstPath, name, Destination, name, context);
    }
}
