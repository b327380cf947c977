using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Goes to the location that was last put on a stack.</summary>
[Cmdlet(VerbsCommon.Pop, "Location")]
[OutputType(typeof(PathInfo))]
public sealed class PopLocationCommand : CoreCommandBase
{
    /// <summary>Writes the new location.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The stack; the current one without it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? StackName { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => AttemptLocation(() => SessionState.Path.PopLocation(StackName), PassThru);
}
