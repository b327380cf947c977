using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Does the default action of items: runs a program, opens a file with the program for it.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Item", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class InvokeItemCommand : FilteredCommandBase
{
    private protected override void ProcessPath(string path, EngineContext context) => InvokeProvider.Item.Invoke(path, context);

    private protected override object? DynamicParametersIn(EngineContext context) =>
        InvokeProvider.Item.InvokeItemDynamicParameters(FirstPath, context);
}
