using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gives one part of paths: the parent without a switch.</summary>
[Cmdlet(VerbsCommon.Split, "Path", DefaultParameterSetName = "ParentSet")]
[OutputType(typeof(string), typeof(bool))]
public sealed class SplitPathCommand : CoreCommandWithCredentialsBase
{
    /// <summary>The paths; wildcards are allowed with -Resolve.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "ParentSet", ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "LeafSet", ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "LeafBaseSet", ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "ExtensionSet", ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "QualifierSet", ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "NoQualifierSet", ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "IsAbsoluteSet", ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The paths, taken exactly as they are written.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPathSet", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath
    {
        get => Path;
        set
        {
            IsLiteral = true;
            Path = value;
        }
    }

    /// <summary>Gives the drive or provider, with its colon.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "QualifierSet", ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Qualifier { get; set; }

    /// <summary>Gives the path without its drive or provider.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "NoQualifierSet", ValueFromPipelineByPropertyName = true)]
    public SwitchParameter NoQualifier { get; set; }

    /// <summary>Gives what comes before the last name. This is what comes without a switch.</summary>
    [Parameter(ParameterSetName = "ParentSet", ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Parent { get; set; } = true;

    /// <summary>Gives the last name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LeafSet", ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Leaf { get; set; }

    /// <summary>Gives the last name without its extension.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LeafBaseSet", ValueFromPipelineByPropertyName = true)]
    public SwitchParameter LeafBase { get; set; }

    /// <summary>Gives the extension of the last name, with its dot.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ExtensionSet", ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Extension { get; set; }

    /// <summary>Gives the parts of the paths that exist for a pattern.</summary>
    [Parameter]
    public SwitchParameter Resolve { get; set; }

    /// <summary>Says whether the path begins at a root or drive.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "IsAbsoluteSet")]
    public SwitchParameter IsAbsolute { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Path)
            Attempt(() => WriteParts(path));
    }

    private void WriteParts(string path)
    {
        if (!Resolve)
        {
            WritePart(path);
            return;
        }
        foreach (var item in SessionState.Path.GetResolvedPSPathFromPSPath(path, NewContext()))
            WritePart(item.Path);
    }

    private void WritePart(string path)
    {
        switch (ParameterSetName)
        {
            case "LeafSet":
                WriteObject(LeafOf(path));
                break;
            case "LeafBaseSet":
                WriteObject(System.IO.Path.GetFileNameWithoutExtension(LeafOf(path)));
                break;
            case "ExtensionSet":
                WriteObject(System.IO.Path.GetExtension(LeafOf(path)));
                break;
            case "QualifierSet":
                WriteQualifier(path);
                break;
            case "NoQualifierSet":
                WriteObject(WithoutQualifier(path));
                break;
            case "IsAbsoluteSet":
                WriteObject(SessionState.Path.IsPSAbsolute(path, out _));
                break;
            default:
                WriteObject(ParentOf(path));
                break;
        }
    }

    private string LeafOf(string path)
    {
        try
        {
            return SessionState.Path.ParseChildName(path, NewContext(), useDefaultProvider: true);
        }
        catch (PSNotSupportedException)
        {
            // A provider without folders: the path is the name.
            return path;
        }
    }

    private string ParentOf(string path)
    {
        try
        {
            return SessionState.Path.ParseParent(path, "", NewContext(), useDefaultProvider: true);
        }
        catch (PSNotSupportedException)
        {
            return "";
        }
    }

    private void WriteQualifier(string path)
    {
        var colon = path.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0)
        {
            WriteObject(path[..(colon + (SessionState.Path.IsProviderQualified(path) ? 2 : 1))]);
            return;
        }
        var message = $"Cannot parse path because path '{path}' does not have a qualifier specified.";
        WriteError(new ErrorRecord(new FormatException(message), "ParsePathFormatError", ErrorCategory.InvalidArgument, path));
    }

    private string WithoutQualifier(string path)
    {
        if (SessionState.Path.IsProviderQualified(path))
            return path[(path.IndexOf("::", StringComparison.Ordinal) + 2)..];
        var hasDrive = SessionState.Path.IsPSAbsolute(path, out var drive)
            && path.Length > drive.Length + 1 && path[drive.Length] == ':';
        return hasDrive ? path[(drive.Length + 1)..] : path;
    }
}
