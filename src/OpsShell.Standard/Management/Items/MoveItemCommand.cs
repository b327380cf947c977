using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Moves items to another place of the same provider.</summary>
[Cmdlet(VerbsCommon.Move, "Item", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class MoveItemCommand : ForcedCommandBase
{
    /// <summary>Where to: a folder that exists, or the new name. The current location without it.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string Destination { get; set; } = ".";

    /// <summary>Writes the items in their new place.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void ProcessPath(string path, EngineContext context)
    {
        if (IsLiteral)
        {
            Move(path);
            return;
        }
        foreach (var item in SessionState.Path.GetResolvedPSPathFromPSPath(path, context))
            Attempt(() => Move(item.Path));
    }

    private void Move(string path)
    {
        var context = NewContext();
        ContextCalls.SetLiteral(context, true);
        if (!InvokeProvider.Item.Exists(path, context))
        {
            WriteError(ItemErrors.InvalidOperation($"Cannot move item because the item at '{path}' does not exist."));
            return;
        }
        if (SessionState.Path.IsCurrentLocationOrAncestor(path, context))
        {
            WriteError(ItemErrors.InvalidOperation($"Cannot move item because the item at '{path}' is in use."));
            return;
        }
        ContextCalls.SetPassThru(context, PassThru);
        InvokeProvider.Item.Move(path, Destination, context);
    }

    private protected override object? DynamicParametersIn(EngineContext context) =>
        InvokeProvider.Item.MoveItemDynamicParameters(FirstPath, Destination, context);
}
