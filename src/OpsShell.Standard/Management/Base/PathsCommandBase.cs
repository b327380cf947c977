using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>A cmdlet that does one thing to each of its paths.</summary>
public abstract class PathsCommandBase : CoreCommandWithCredentialsBase
{
    /// <summary>The paths; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = "Path", Mandatory = true, ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public virtual string[] Path { get; set; } = [];

    /// <summary>The paths, taken exactly as they are written.</summary>
    [Parameter(ParameterSetName = "LiteralPath", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public virtual string[] LiteralPath
    {
        get => Path;
        set
        {
            IsLiteral = true;
            Path = value;
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Path)
            Attempt(() => ProcessPath(path, NewContext()));
    }

    private protected virtual void ProcessPath(string path, EngineContext context) { }

    /// <summary>The path whose provider says which parameters there are.</summary>
    private protected string FirstPath => Path is [{ Length: > 0 } first, ..] ? first : ".";
}
