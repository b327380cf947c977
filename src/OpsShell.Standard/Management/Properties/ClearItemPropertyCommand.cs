using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Takes the value of a property of items away, without removing the property.</summary>
[Cmdlet(VerbsCommon.Clear, "ItemProperty", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class ClearItemPropertyCommand : PassThroughPropertyCommandBase
{
    /// <summary>The name of the property.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string Name { get; set; } = "";

    private protected override void ChangeProperty(string path, EngineContext context) =>
        InvokeProvider.Property.Clear(path, [Name], context);

    private protected override object? DynamicParametersIn(EngineContext context) =>
        InvokeProvider.Property.ClearPropertyDynamicParameters(FirstPath, [Name], context);
}
