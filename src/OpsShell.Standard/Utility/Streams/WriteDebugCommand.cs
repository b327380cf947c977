using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Writes a message to the debug stream (5); it shows when $DebugPreference or -Debug asks for it.</summary>
[Cmdlet(VerbsCommunications.Write, "Debug", HelpUri = "https://go.microsoft.com/fwlink/?LinkID=2097132",
    RemotingCapability = RemotingCapability.None)]
public sealed class WriteDebugCommand : PSCmdlet
{
    /// <summary>The message: what is being done, for who looks for a defect.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyString]
    [Alias("Msg")]
    public string Message { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord() => this.WriteCallersDebug(Message);
}
