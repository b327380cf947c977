using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Writes a message to the verbose stream (4); it shows when $VerbosePreference or -Verbose asks for it.</summary>
[Cmdlet(VerbsCommunications.Write, "Verbose", HelpUri = "https://go.microsoft.com/fwlink/?LinkID=2097043",
    RemotingCapability = RemotingCapability.None)]
public sealed class WriteVerboseCommand : PSCmdlet
{
    /// <summary>The message: what is being done.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyString]
    [Alias("Msg")]
    public string Message { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord() => this.WriteCallersVerbose(Message);
}
