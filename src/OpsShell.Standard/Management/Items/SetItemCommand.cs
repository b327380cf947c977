using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gives the items at paths a value: variables, aliases, functions, environment variables.</summary>
[Cmdlet(VerbsCommon.Set, "Item", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class SetItemCommand : ForcedCommandBase
{
    /// <inheritdoc/>
    [Parameter(Position = 0, ParameterSetName = "Path", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public override string[] Path { get => base.Path; set => base.Path = value; }

    /// <summary>The new value.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public object? Value { get; set; }

    /// <summary>Writes the items as they are then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void ProcessPath(string path, EngineContext context)
    {
        ContextCalls.SetPassThru(context, PassThru);
        InvokeProvider.Item.Set(path, Value, context);
    }

    private protected override object? DynamicParametersIn(EngineContext context) =>
        InvokeProvider.Item.SetItemDynamicParameters(FirstPath, Value, context);
}
