using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Converts objects to delimited text, one line each after a header.</summary>
[Cmdlet(VerbsData.ConvertTo, "Csv", DefaultParameterSetName = "Delimiter", RemotingCapability = RemotingCapability.None)]
[OutputType(typeof(string))]
public sealed class ConvertToCsvCommand : BaseCsvWritingCommand
{
    /// <summary>The objects.</summary>
    [Parameter(ValueFromPipeline = true, Mandatory = true, ValueFromPipelineByPropertyName = true, Position = 0)]
    public override PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    public override void WriteCsvLine(string line) => WriteObject(line);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null)
            WriteCsvObject(InputObject);
    }

    /// <inheritdoc/>
    private protected override void WriteCsvRow(string line)
    {
        if (line.Length > 0)
            WriteCsvLine(line);
    }
}
