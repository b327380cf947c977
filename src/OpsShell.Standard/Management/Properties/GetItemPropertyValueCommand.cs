using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gets the values of properties of items, bare.</summary>
[Cmdlet(VerbsCommon.Get, "ItemPropertyValue", DefaultParameterSetName = "Path")]
public sealed class GetItemPropertyValueCommand : FilteredCommandBase
{
    /// <inheritdoc/>
    [Parameter(Position = 0, ParameterSetName = "Path", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public override string[] Path { get => base.Path; set => base.Path = value; }

    /// <summary>The names of the properties, in the order their values come.</summary>
    [Parameter(Position = 1, Mandatory = true)]
    [Alias("PSProperty")]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Path.Length == 0)
            Path = ["."];
        base.ProcessRecord();
    }

    private protected override void ProcessPath(string path, EngineContext context)
    {
        foreach (var found in InvokeProvider.Property.Get([path], [.. Name], IsLiteral))
        {
            foreach (var name in Name)
                WriteValue(found, name, path);
        }
    }

    private void WriteValue(PSObject found, string name, string path)
    {
        if (found.Properties[name] is { } property)
        {
            WriteObject(property.Value);
            return;
        }
        WriteError(new ErrorRecord(
            new PSArgumentException($"Property {name} does not exist at path {path}."), "PropertyNotFound",
            ErrorCategory.InvalidArgument, path));
    }

    private protected override object? DynamicParametersIn(EngineContext context) =>
        InvokeProvider.Property.GetPropertyDynamicParameters(FirstPath, [.. Name], context);
}
