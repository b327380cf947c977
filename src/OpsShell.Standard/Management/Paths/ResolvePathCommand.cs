using System.Collections.ObjectModel;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gets the paths that exist for patterns, in full or relative to a folder.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "Path", DefaultParameterSetName = "Path")]
[OutputType(typeof(PathInfo), typeof(string))]
public sealed class ResolvePathCommand : PathsCommandBase
{
    private PSDriveInfo? _baseDrive;
    private string _basePath = "";

    /// <summary>Gives relative paths, as text.</summary>
    [Parameter]
    public SwitchParameter Relative { get; set; }

    /// <summary>The folder that relative paths start from, instead of the current location.</summary>
    [Parameter]
    public string? RelativeBasePath { get; set; }

    /// <summary>Matches hidden items too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool IsForced => Force;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _baseDrive = SessionState.Path.CurrentLocation.Drive;
        _basePath = SessionState.Path.CurrentLocation.ProviderPath;
        if (string.IsNullOrEmpty(RelativeBasePath))
            return;
        try
        {
            _basePath = SessionState.Path.GetUnresolvedProviderPathFromPSPath(RelativeBasePath, out _, out _baseDrive);
        }
        catch (Exception e) when (e is IContainsErrorRecord error)
        {
            ThrowTerminatingError(new ErrorRecord(error.ErrorRecord, e));
        }
    }

    private protected override void ProcessPath(string path, EngineContext context)
    {
        var found = Resolve(path, context);
        foreach (var item in found)
            WriteObject(Relative ? RelativePathOf(item) : item);
    }

    private Collection<PathInfo> Resolve(string path, EngineContext context)
    {
        if (string.IsNullOrEmpty(RelativeBasePath))
            return SessionState.Path.GetResolvedPSPathFromPSPath(path, context);
        // The engine resolves against the current location. It is back before anything is written.
        SessionState.Path.PushCurrentLocation("");
        try
        {
            SessionState.Path.SetLocation(WildcardPattern.Escape(_basePath));
            return SessionState.Path.GetResolvedPSPathFromPSPath(path, context);
        }
        finally
        {
            SessionState.Path.PopLocation("");
        }
    }

    private string RelativePathOf(PathInfo item)
    {
        if (item.Drive != _baseDrive && _baseDrive is not null && !IsBelow(item.ProviderPath, _baseDrive.Root))
            return item.Path;
        var path = SessionState.Path.NormalizeRelativePath(item.Path, _basePath);
        return path.StartsWith('.') || IsBelow(path, item.Drive?.Root ?? item.Path)
            ? path
            : SessionState.Path.Combine(".", path);
    }

    private static bool IsBelow(string path, string root) => path.StartsWith(root, StringComparison.OrdinalIgnoreCase);
}
