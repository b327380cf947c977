using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gets what folders, drives and other containers contain.</summary>
[Cmdlet(VerbsCommon.Get, "ChildItem", DefaultParameterSetName = "Items")]
[OutputType(typeof(FileInfo), typeof(DirectoryInfo), typeof(AliasInfo), typeof(FunctionInfo), typeof(PSVariable))]
public sealed class GetChildItemCommand : CoreCommandBase
{
    private uint _depth = uint.MaxValue;

    /// <summary>The paths; wildcards are allowed. The current location without them.</summary>
    [Parameter(Position = 0, ParameterSetName = "Items", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>The paths, taken exactly as they are written.</summary>
    [Parameter(ParameterSetName = "LiteralItems", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath
    {
        get => Path;
        set
        {
            IsLiteral = true;
            Path = value;
        }
    }

    /// <summary>A filter in the language of the provider; that of files takes a pattern of names, and is the fastest.</summary>
    [Parameter(Position = 1)]
    public string? Filter { get; set; }

    /// <summary>Patterns of names: only those items. The path must end with a wildcard, or -Recurse be given.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] Include { get; set; } = [];

    /// <summary>Patterns of names: not those items.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[] Exclude { get; set; } = [];

    /// <summary>Goes down into the containers too.</summary>
    [Parameter]
    [Alias("s", "r")]
    public SwitchParameter Recurse { get; set; }

    /// <summary>How many levels to go down; it implies -Recurse. 0 is the container itself.</summary>
    [Parameter]
    public uint Depth
    {
        get => _depth;
        set
        {
            _depth = value;
            Recurse = true;
        }
    }

    /// <summary>Gets hidden items too; on Linux those whose names begin with a dot.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Gets the names alone.</summary>
    [Parameter]
    public SwitchParameter Name { get; set; }

    private protected override Filters FiltersGiven => Filters.Of(Include, Exclude, Filter);

    private protected override bool IsForced => Force;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Path is { Length: > 0 } ? Path : [""])
            Attempt(() => GetChildren(path));
    }

    private void GetChildren(string path)
    {
        if (Name)
            InvokeProvider.ChildItem.GetNames(path, ReturnContainers.ReturnMatchingContainers, Recurse, Depth, NewContext());
        else
            InvokeProvider.ChildItem.Get(path, Recurse, Depth, NewContext());
    }

    private protected override object? DynamicParametersIn(EngineContext context)
    {
        var path = Path is [{ Length: > 0 } first, ..] ? first : ".";
        return Name
            ? InvokeProvider.ChildItem.GetChildNamesDynamicParameters(path, context)
            : InvokeProvider.ChildItem.GetChildItemsDynamicParameters(path, Recurse, context);
    }
}
