using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Copies items, such as files and folders, to another place of the same provider.</summary>
[Cmdlet(VerbsCommon.Copy, "Item", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class CopyItemCommand : ForcedCommandBase
{
    /// <summary>Where to: a folder that exists, or the new name. The current location without it.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string? Destination { get; set; }

    /// <summary>Copies folders as folders; with -Container:$false their files go straight into the destination.</summary>
    [Parameter]
    public SwitchParameter Container { get; set; } = true;

    /// <summary>Copies what folders contain too.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Writes the copies.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void ProcessPath(string path, EngineContext context)
    {
        ContextCalls.SetPassThru(context, PassThru);
        var containers = Container ? CopyContainers.CopyTargetContainer : CopyContainers.CopyChildrenOfTargetContainer;
        InvokeProvider.Item.Copy(path, Destination, Recurse, containers, context);
    }

    private protected override object? DynamicParametersIn(EngineContext context) =>
        InvokeProvider.Item.CopyItemDynamicParameters(FirstPath, Destination, Recurse, context);
}
