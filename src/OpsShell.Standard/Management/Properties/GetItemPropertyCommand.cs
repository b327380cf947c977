using System.Collections.ObjectModel;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gets properties of items, such as times and sizes of files.</summary>
[Cmdlet(VerbsCommon.Get, "ItemProperty", DefaultParameterSetName = "Path")]
[OutputType(typeof(FileInfo), typeof(DirectoryInfo), typeof(PSCustomObject))]
public sealed class GetItemPropertyCommand : FilteredCommandBase
{
    /// <summary>The names; wildcards are allowed. All properties without it.</summary>
    [Parameter(Position = 1)]
    [Alias("PSProperty")]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    private Collection<string>? Names => Name is null ? null : [.. Name];

    private protected override void ProcessPath(string path, EngineContext context) =>
        InvokeProvider.Property.Get(path, Names, context);

    private protected override object? DynamicParametersIn(EngineContext context) =>
        InvokeProvider.Property.GetPropertyDynamicParameters(FirstPath, Names, context);
}
