using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gives the paths that programs outside PowerShell understand.</summary>
[Cmdlet(VerbsData.Convert, "Path", DefaultParameterSetName = "Path")]
[OutputType(typeof(string))]
public sealed class ConvertPathCommand : PathsCommandBase
{
    /// <summary>Matches hidden items too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool IsForced => Force;

    private protected override void ProcessPath(string path, EngineContext context) =>
        WriteObject(SessionState.Path.GetResolvedProviderPathFromPSPath(path, context, out _), enumerateCollection: true);
}
