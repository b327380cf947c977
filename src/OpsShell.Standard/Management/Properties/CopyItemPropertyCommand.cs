using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Copies a property from items to another, where the provider has such; that of files has not.</summary>
[Cmdlet(VerbsCommon.Copy, "ItemProperty", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class CopyItemPropertyCommand : PassThroughPropertyCommandBase
{
    /// <summary>The name of the property.</summary>
    [Parameter(Position = 2, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSProperty")]
    public string Name { get; set; } = "";

    /// <summary>The item that gets the property.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string Destination { get; set; } = "";

    private protected override void ChangeProperty(string path, EngineContext context) =>
        InvokeProvider.Property.Copy(path, Name, Destination, Name, context);

    private protected override object? DynamicParametersIn(EngineContext context) =>
        InvokeProvider.Property.CopyPropertyDynamicParameters(FirstPath, Name, Destination, Name, context);
}
