using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Reads files of delimited text into objects with the header's names as properties.</summary>
[Cmdlet(VerbsData.Import, "Csv", DefaultParameterSetName = ByDelimiter)]
public sealed class ImportCsvCommand : PSCmdlet
{
    private const string ByDelimiter = "DelimiterPath";
    private const string ByDelimiterLiteral = "DelimiterLiteralPath";
    private const string ByCulture = "CulturePath";
    private const string ByCultureLiteral = "CultureLiteralPath";

    /// <summary>What parts the fields; a comma unless given.</summary>
    [Parameter(Position = 1, ParameterSetName = ByDelimiter)]
    [Parameter(Position = 1, ParameterSetName = ByDelimiterLiteral)]
    [ValidateNotNull]
    public char Delimiter { get; set; }

    /// <summary>The files; a wildcard must match one.</summary>
    [Parameter(Position = 0, ParameterSetName = ByDelimiter, Mandatory = true, ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = ByCulture, Mandatory = true, ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>The files; wildcards are plain characters.</summary>
    [Parameter(ParameterSetName = ByDelimiterLiteral, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByCultureLiteral, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    /// <summary>Parts the fields by the list separator of the current culture.</summary>
    [Parameter(ParameterSetName = ByCulture, Mandatory = true)]
    [Parameter(ParameterSetName = ByCultureLiteral, Mandatory = true)]
    [ValidateNotNull]
    public SwitchParameter UseCulture { get; set; }

    /// <summary>The names of the properties, for files without a header line.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Header { get; set; }

    /// <summary>The encoding of files without a byte order mark; UTF-8 unless given.</summary>
    [Parameter]
    [FileEncoding]
    [ArgumentCompleter(typeof(FileEncodingCompleter))]
    [ValidateNotNullOrEmpty]
    public Encoding Encoding { get; set; } = FileEncodingAttribute.Default;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var delimiter = BaseCsvWritingCommand.CsvDelimiter(Delimiter, UseCulture);
        foreach (var path in LiteralPath ?? Path!)
        {
            using var text = DataFile.OpenText(this, path, literal: LiteralPath is not null, Encoding);
            new CsvObjectReader(this, delimiter, Header).WriteObjects(text);
        }
    }
}
