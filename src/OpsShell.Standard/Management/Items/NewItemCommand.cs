using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Makes items: files, folders, links, variables, aliases, functions.</summary>
[Cmdlet(VerbsCommon.New, "Item", DefaultParameterSetName = "pathSet", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo), typeof(DirectoryInfo))]
public sealed class NewItemCommand : CoreCommandWithCredentialsBase
{
    /// <summary>The path of the new item, or with -Name the folder for it. Wildcards are taken as they are.</summary>
    [Parameter(Position = 0, ParameterSetName = "pathSet", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = "nameSet", ValueFromPipelineByPropertyName = true)]
    public string[]? Path { get; set; }

    /// <summary>The name of the new item in the folder; the name may have folders before it.</summary>
    [Parameter(ParameterSetName = "nameSet", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Name { get; set; }

    /// <summary>What the item is: for files File (the default), Directory, SymbolicLink or HardLink.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Type")]
    public string? ItemType { get; set; }

    /// <summary>What the item contains; of a link, where it leads to.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Target")]
    public object? Value { get; set; }

    /// <summary>Writes over a file that exists, leaves a folder that exists, makes missing parents.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool IsForced => Force;

    private string[] Paths => Path is { Length: > 0 } ? Path : [""];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Paths)
            Attempt(() => InvokeProvider.Item.New(path, Name, ItemType, Value, NewContext()));
    }

    private protected override object? DynamicParametersIn(EngineContext context) =>
        InvokeProvider.Item.NewItemDynamicParameters(Paths[0].Length > 0 ? Paths[0] : ".", ItemType, Value, context);
}
