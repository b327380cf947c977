using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gives properties of items a value, such as IsReadOnly or LastWriteTime of files.</summary>
[Cmdlet(VerbsCommon.Set, "ItemProperty", DefaultParameterSetName = "propertyValuePathSet", SupportsShouldProcess = true)]
public sealed class SetItemPropertyCommand : PassThroughPropertyCommandBase
{
    /// <inheritdoc/>
    [Parameter(Position = 0, ParameterSetName = "propertyValuePathSet", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = "propertyPSObjectPathSet", Mandatory = true,
        ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public override string[] Path { get => base.Path; set => base.Path = value; }

    /// <inheritdoc/>
    [Parameter(ParameterSetName = "propertyValueLiteralPathSet", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "propertyPSObjectLiteralPathSet", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public override string[] LiteralPath { get => base.LiteralPath; set => base.LiteralPath = value; }

    /// <summary>The name of the property.</summary>
    [Parameter(Position = 1, ParameterSetName = "propertyValuePathSet", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 1, ParameterSetName = "propertyValueLiteralPathSet", Mandatory = true,
        ValueFromPipelineByPropertyName = true)]
    [Alias("PSProperty")]
    public string? Name { get; set; }

    /// <summary>The new value.</summary>
    [Parameter(Position = 2, ParameterSetName = "propertyValuePathSet", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 2, ParameterSetName = "propertyValueLiteralPathSet", Mandatory = true,
        ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    public object? Value { get; set; }

    /// <summary>An object whose properties are set on the items, all of them.</summary>
    [Parameter(ParameterSetName = "propertyPSObjectPathSet", Mandatory = true, ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "propertyPSObjectLiteralPathSet", Mandatory = true, ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    public PSObject? InputObject { get; set; }

    private PSObject Wanted()
    {
        if (InputObject is { } given)
            return given;
        var wanted = new PSObject();
        wanted.Properties.Add(new PSNoteProperty(Name, Value));
        return wanted;
    }

    private protected override void ChangeProperty(string path, EngineContext context) =>
        InvokeProvider.Property.Set(path, Wanted(), context);

    private protected override object? DynamicParametersIn(EngineContext context) =>
        InvokeProvider.Property.SetPropertyDynamicParameters(
            FirstPath, string.IsNullOrEmpty(Name) && InputObject is null ? null : Wanted(), context);
}
