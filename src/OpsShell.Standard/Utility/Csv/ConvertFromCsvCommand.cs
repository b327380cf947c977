using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Converts delimited text to objects with the header's names as properties.</summary>
[Cmdlet(VerbsData.ConvertFrom, "Csv", DefaultParameterSetName = "Delimiter", RemotingCapability = RemotingCapability.None)]
public sealed class ConvertFromCsvCommand : PSCmdlet
{
    private CsvObjectReader? _reader;

    /// <summary>What parts the fields; a comma unless given.</summary>
    [Parameter(Position = 1, ParameterSetName = "Delimiter")]
    [ValidateNotNullOrEmpty]
    public char Delimiter { get; set; }

    /// <summary>Parts the fields by the list separator of the current culture.</summary>
    [Parameter(ParameterSetName = "UseCulture", Mandatory = true)]
    public SwitchParameter UseCulture { get; set; }

    /// <summary>The text: lines, or strings of several lines.</summary>
    [Parameter(ValueFromPipeline = true, Mandatory = true, ValueFromPipelineByPropertyName = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>The names of the properties, for text without a header line.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Header { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() =>
        _reader = new CsvObjectReader(this, BaseCsvWritingCommand.CsvDelimiter(Delimiter, UseCulture), Header);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var input in InputObject)
        {
            using var text = new StringReader(input.ToString());
            _reader!.WriteObjects(text);
        }
    }
}
