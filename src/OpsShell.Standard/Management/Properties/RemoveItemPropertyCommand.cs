using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Removes properties of items, where the provider has such; that of files has not.</summary>
[Cmdlet(VerbsCommon.Remove, "ItemProperty", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class RemoveItemPropertyCommand : ForcedCommandBase
{
    /// <summary>The names of the properties.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSProperty")]
    [SupportsWildcards]
    public string[] Name { get; set; } = [];

    private protected override void ProcessPath(string path, EngineContext context)
    {
        foreach (var name in Name)
            InvokeProvider.Property.Remove(path, name, context);
    }

    private protected override object? DynamicParametersIn(EngineContext context) =>
        InvokeProvider.Property.RemovePropertyDynamicParameters(FirstPath, Name is [var first, ..] ? first : null, context);
}
