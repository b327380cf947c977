using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Makes objects of text that ConvertTo-CliXml or Export-Clixml wrote.</summary>
[Cmdlet(VerbsData.ConvertFrom, "CliXml")]
public sealed class ConvertFromClixmlCommand : PSCmdlet
{
    /// <summary>The text, whole.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public string InputObject { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteObject(PSSerializer.Deserialize(InputObject));
}
