using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Joins paths with the separator of their provider.</summary>
[Cmdlet(VerbsCommon.Join, "Path")]
[OutputType(typeof(string))]
public sealed class JoinPathCommand : CoreCommandWithCredentialsBase
{
    /// <summary>The beginnings; each gives a path.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>What is appended, one after the other.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    [SupportsWildcards]
    public string[]? ChildPath { get; set; }

    /// <summary>What is appended after that.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true, ValueFromRemainingArguments = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[]? AdditionalChildPath { get; set; } = [];

    /// <summary>Gives the paths that exist; the joined path may have wildcards.</summary>
    [Parameter]
    public SwitchParameter Resolve { get; set; }

    /// <summary>The extension that takes the place of the joined path's own. The dot before it may be left out; an empty one
    /// takes the extension away.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Extension { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var child = "";
        foreach (var name in (ChildPath ?? []).Concat(AdditionalChildPath ?? []))
            child = SessionState.Path.Combine(child, name ?? "", NewContext());
        foreach (var path in Path)
            Attempt(() => Write(SessionState.Path.Combine(path, child, NewContext())));
    }

    private void Write(string joined)
    {
        // ChangeExtension leaves a dot where the extension is empty.
        var path = Extension is null ? joined : System.IO.Path.ChangeExtension(joined, Extension.Length == 0 ? null : Extension);
        if (!Resolve)
        {
            WriteObject(path);
            return;
        }
        foreach (var item in SessionState.Path.GetResolvedPSPathFromPSPath(path, NewContext()))
            WriteObject(item.Path);
    }
}
