using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Writes objects to a file of delimited text, one line each after a header.</summary>
[Cmdlet(VerbsData.Export, "Csv", SupportsShouldProcess = true, DefaultParameterSetName = "Delimiter")]
public sealed class ExportCsvCommand : BaseCsvWritingCommand, IDisposable
{
    private OutputFile? _file;
    private StreamWriter? _writer;
    private IReadOnlyList<string>? _existingColumns;
    private bool _checked;

    /// <summary>The objects.</summary>
    [Parameter(ValueFromPipeline = true, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public override PSObject? InputObject { get; set; }

    /// <summary>The file; a wildcard must match one.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The file; wildcards are plain characters.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>Writes to a read-only file too, and adds objects that lack columns of the file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Refuses a file that is there.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>The encoding of the file; UTF-8 without a byte order mark unless given.</summary>
    [Parameter]
    [FileEncoding]
    [ArgumentCompleter(typeof(FileEncodingCompleter))]
    [ValidateNotNullOrEmpty]
    public Encoding Encoding { get; set; } = FileEncodingAttribute.Default;

    /// <summary>Adds to the file, under the columns that it has.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <inheritdoc/>
    public override void WriteCsvLine(string line)
    {
        ObjectDisposedException.ThrowIf(_writer is null, this);
        _writer.WriteLine(line);
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Path is null == LiteralPath is null)
            Refuse("CannotSpecifyPathAndLiteralPath", "You must specify either the -Path or -LiteralPath parameters, but not both.");
        var path = Path ?? LiteralPath!;
        if (!ShouldProcess(path))
            return;
        var literal = LiteralPath is not null;
        var encoding = Append ? ReadExistingHeader(path, literal) ?? Encoding : Encoding;
        _file = DataFile.OpenWrite(this, path, literal, Append, Force, NoClobber);
        _writer = _file.Text(encoding);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null || _writer is null)
            return;
        if (!_checked && _existingColumns is not null)
            CheckColumns(_existingColumns, CsvFormatter.ColumnsOf(InputObject));
        _checked = true;
        WriteCsvObject(InputObject, _existingColumns);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer?.Dispose();
        _writer = null;
        _file?.Dispose();
        _file = null;
    }

    // The encoding that the file has; null for a file that is empty or not there, which gets a header as a new one does.
    private Encoding? ReadExistingHeader(string path, bool literal)
    {
        var file = new FileInfo(DataFile.Resolve(this, path, literal));
        if (!file.Exists || file.Length == 0)
            return null;
        using var text = DataFile.OpenText(this, path, literal, Encoding);
        if (text.Peek() < 0)
            return null;
        _existingColumns = CsvObjectReader.HeaderOf(text, Delimiter);
        return text.CurrentEncoding;
    }

    private void CheckColumns(IReadOnlyList<string> existing, IReadOnlyList<string> added)
    {
        if (!Force && existing.FirstOrDefault(name => !added.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } missing)
            ThrowTerminatingError(new ErrorRecord(
                new InvalidOperationException(
                    $"Cannot append CSV content to the following file: {Path ?? LiteralPath}. The appended object does not have a property "
                    + $"that corresponds to the following column: {missing}. To continue with mismatched properties, add the -Force "
                    + "parameter, and then retry the command."),
                "CannotAppendCsvWithMismatchedPropertyNames", ErrorCategory.InvalidData, missing));
    }
}
