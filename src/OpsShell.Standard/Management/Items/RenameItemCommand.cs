using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gives an item a new name in its place.</summary>
[Cmdlet(VerbsCommon.Rename, "Item", DefaultParameterSetName = "ByPath", SupportsShouldProcess = true)]
public sealed class RenameItemCommand : CoreCommandWithCredentialsBase
{
    /// <summary>The item's path.</summary>
    [Parameter(Position = 0, ParameterSetName = "ByPath", Mandatory = true, ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string Path { get; set; } = "";

    /// <summary>The item's path, taken exactly as it is written.</summary>
    [Parameter(ParameterSetName = "ByLiteralPath", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string LiteralPath
    {
        get => Path;
        set
        {
            IsLiteral = true;
            Path = value;
        }
    }

    /// <summary>The new name, not a path; a script block gives each item of a pipeline its own.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string NewName { get; set; } = "";

    /// <summary>Renames hidden and read-only items too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the renamed item.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override bool IsForced => Force;

    /// <inheritdoc/>
    protected override void ProcessRecord() => Attempt(() => Rename(ItemToRename()));

    /// <summary>A pattern that matches one item means that item; otherwise the path is a name with escapes.</summary>
    private string ItemToRename()
    {
        if (IsLiteral)
            return Path;
        var items = SessionState.Path.GetResolvedPSPathFromPSPath(Path, NewContext());
        return items.Count == 1 ? items[0].Path : WildcardPattern.Unescape(Path);
    }

    private void Rename(string path)
    {
        var context = NewContext();
        ContextCalls.SetLiteral(context, true);
        if (!InvokeProvider.Item.Exists(path, context))
        {
            WriteError(ItemErrors.InvalidOperation($"Cannot rename because item at '{path}' does not exist."));
            return;
        }
        if (SessionState.Path.IsCurrentLocationOrAncestor(path, context))
        {
            WriteError(ItemErrors.InvalidOperation($"Cannot rename the item at '{path}' because it is in use."));
            return;
        }
        ContextCalls.SetPassThru(context, PassThru);
        InvokeProvider.Item.Rename(path, NewName, context);
    }

    private protected override object? DynamicParametersIn(EngineContext context) =>
        InvokeProvider.Item.RenameItemDynamicParameters(Path, NewName, context);
}
