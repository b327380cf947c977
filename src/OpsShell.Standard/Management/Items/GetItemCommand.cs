using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gets the items at paths themselves, not what they contain.</summary>
[Cmdlet(VerbsCommon.Get, "Item", DefaultParameterSetName = "Path")]
[OutputType(typeof(FileInfo), typeof(DirectoryInfo), typeof(AliasInfo), typeof(FunctionInfo), typeof(PSVariable))]
public sealed class GetItemCommand : ForcedCommandBase
{
    private protected override void ProcessPath(string path, EngineContext context) => InvokeProvider.Item.Get(path, context);

    private protected override object? DynamicParametersIn(EngineContext context) =>
        InvokeProvider.Item.GetItemDynamicParameters(FirstPath, context);
}
