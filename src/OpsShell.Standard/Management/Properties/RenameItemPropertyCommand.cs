using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Renames a property of an item, where the provider has such; that of files has not.</summary>
[Cmdlet(VerbsCommon.Rename, "ItemProperty", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class RenameItemPropertyCommand : PassThroughPropertyCommandBase
{
    /// <summary>The name of the property.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSProperty")]
    public string Name { get; set; } = "";

    /// <summary>The new name.</summary>
    [Parameter(Position = 2, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string NewName { get; set; } = "";

    private protected override void ChangeProperty(string path, EngineContext context) =>
        InvokeProvider.Property.Rename(path, Name, NewName, context);

    private protected override object? DynamicParametersIn(EngineContext context) =>
        InvokeProvider.Property.RenamePropertyDynamicParameters(FirstPath, Name, NewName, context);
}
