using System.Collections.ObjectModel;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Removes items; a container that is not empty only with -Recurse, or after asking.</summary>
[Cmdlet(VerbsCommon.Remove, "Item", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class RemoveItemCommand : ForcedCommandBase
{
    private bool _yesToAll;
    private bool _noToAll;

    /// <summary>Removes what containers contain too, without asking.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    private protected override void ProcessPath(string path, EngineContext context)
    {
        foreach (var item in Resolve(path, context))
            Attempt(() => Remove(item, context));
    }

    private Collection<PathInfo> Resolve(string path, EngineContext context)
    {
        // With -Recurse the filters speak of what is below the path, not of the path.
        if (Recurse)
            ContextCalls.SetFilters(context, [], [], null);
        var items = SessionState.Path.GetResolvedPSPathFromPSPath(path, context);
        ContextCalls.SetFilters(context, FiltersGiven.Include, FiltersGiven.Exclude, FiltersGiven.Filter);
        return items;
    }

    private void Remove(PathInfo item, EngineContext context)
    {
        if (SessionState.Path.IsCurrentLocationOrAncestor(item.Path, context))
        {
            WriteError(ItemErrors.InvalidOperation($"Cannot remove the item at '{item.Path}' because it is in use."));
            return;
        }
        var path = GetUnresolvedProviderPathFromPSPath(item.Path);
        var provider = item.Provider.Name;
        var hasChildren = SessionState.HasChildItems(provider, path, context);
        if (IsLink(provider, path))
            SessionState.RemoveItem(provider, path, false, context);
        else if (Recurse || !hasChildren)
            SessionState.RemoveItem(provider, path, Recurse, context);
        else if (ShouldContinue(Question(item.Path), null, ref _yesToAll, ref _noToAll))
            SessionState.RemoveItem(provider, path, true, context);
    }

    /// <summary>Of a link the link alone goes, never what it leads to.</summary>
    private static bool IsLink(string provider, string path) =>
        provider.Equals(FileSystemProvider.ProviderName, StringComparison.OrdinalIgnoreCase)
        && new DirectoryInfo(path) is { LinkTarget: not null };

    private static string Question(string path) =>
        $"The item at {path} has children and the Recurse parameter was not specified. If you continue, all children will be "
        + "removed with the item. Are you sure you want to continue?";

    private protected override object? DynamicParametersIn(EngineContext context) =>
        InvokeProvider.Item.RemoveItemDynamicParameters(FirstPath, Recurse, context);
}
