using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Runs text as a script, in the current scope.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Expression")]
public sealed class InvokeExpressionCommand : PSCmdlet
{
    /// <summary>The script.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    public string Command { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord() => EngineInternals.InvokeInto(this, InvokeCommand.NewScriptBlock(Command));
}
