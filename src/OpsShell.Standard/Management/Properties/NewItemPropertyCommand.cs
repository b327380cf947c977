using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Makes a property of items, where the provider has such; that of files has not.</summary>
[Cmdlet(VerbsCommon.New, "ItemProperty", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class NewItemPropertyCommand : ForcedCommandBase
{
    /// <inheritdoc/>
    [Parameter(Position = 0, ParameterSetName = "Path", Mandatory = true)]
    [SupportsWildcards]
    public override string[] Path { get => base.Path; set => base.Path = value; }

    /// <summary>The name of the property.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSProperty")]
    public string Name { get; set; } = "";

    /// <summary>The kind of property, in the words of the provider.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Type")]
    public string? PropertyType { get; set; }

    /// <summary>The value.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public object? Value { get; set; }

    private protected override void ProcessPath(string path, EngineContext context) =>
        InvokeProvider.Property.New(path, Name, PropertyType, Value, context);

    private protected override object? DynamicParametersIn(EngineContext context) =>
        InvokeProvider.Property.NewPropertyDynamicParameters(FirstPath, Name, PropertyType, Value, context);
}
