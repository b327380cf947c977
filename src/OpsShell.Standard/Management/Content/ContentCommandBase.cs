using System.Collections.ObjectModel;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>A cmdlet of what items contain.</summary>
public abstract class ContentCommandBase : ForcedCommandBase
{
    /// <inheritdoc/>
    [Parameter(Position = 0, ParameterSetName = "Path", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public override string[] Path { get => base.Path; set => base.Path = value; }

    /// <summary>The items that paths lead to. One that does not exist yet is taken only where it may be made.</summary>
    private protected List<PathInfo> Resolve(IEnumerable<string> paths, bool mayBeNew)
    {
        var items = new List<PathInfo>();
        foreach (var path in paths)
            Attempt(() => items.AddRange(Resolve(path, mayBeNew)));
        return items;
    }

    private Collection<PathInfo> Resolve(string path, bool mayBeNew)
    {
        var context = NewContext();
        var isName = IsLiteral || !WildcardPattern.ContainsWildcardCharacters(path);
        try
        {
            var found = SessionState.Path.GetResolvedPSPathFromPSPath(path, context);
            if (found.Count > 0)
                return found;
            if (!IsLiteral || !mayBeNew)
            {
                WriteError(NothingLeft(path));
                return [];
            }
        }
        catch (ItemNotFoundException) when (mayBeNew && isName)
        {
            // It is made below.
        }
        var newPath = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, context, out var provider, out var drive);
        return [ContextCalls.NewPathInfo(drive, provider, newPath, SessionState)];
    }

    /// <summary>A path of a resolved item, that the engine does not take for a pattern.</summary>
    private protected string NameOf(PathInfo item) => IsLiteral ? item.Path : WildcardPattern.Escape(item.Path);

    /// <summary>What the content of an item carries.</summary>
    private protected ContentNotes NotesOf(PathInfo item)
    {
        try
        {
            var context = NewContext();
            var parent = SessionState.Path.ParseParent(item.Path, item.Drive?.Root ?? "", context, useDefaultProvider: false);
            var childName = SessionState.Path.ParseChildName(item.Path, context, useDefaultProvider: false);
            return new ContentNotes(item, parent, childName);
        }
        catch (NotSupportedException)
        {
            // A provider without folders.
            return new ContentNotes(item, null, null);
        }
    }

    private ErrorRecord NothingLeft(string path)
    {
        var message = $"An object at the specified path {path} does not exist, or has been filtered by the -Include or -Exclude "
            + "parameter.";
        return new ErrorRecord(new ItemNotFoundException(message), "ItemNotFound", ErrorCategory.ObjectNotFound, Path);
    }
}
