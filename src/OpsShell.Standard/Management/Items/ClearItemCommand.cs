using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Empties the items at paths without removing them, such as variables.</summary>
[Cmdlet(VerbsCommon.Clear, "Item", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class ClearItemCommand : ForcedCommandBase
{
    private protected override void ProcessPath(string path, EngineContext context) => InvokeProvider.Item.Clear(path, context);

    private protected override object? DynamicParametersIn(EngineContext context) =>
        InvokeProvider.Item.ClearItemDynamicParameters(FirstPath, context);
}
