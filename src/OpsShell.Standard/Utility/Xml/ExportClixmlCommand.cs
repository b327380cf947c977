using System.Management.Automation;
using System.Text;
using System.Xml;

namespace Microsoft.PowerShell.Commands;

/// <summary>Writes objects to a file, from which Import-Clixml makes objects with the same properties.</summary>
[Cmdlet(VerbsData.Export, "Clixml", SupportsShouldProcess = true, DefaultParameterSetName = "ByPath")]
public sealed class ExportClixmlCommand : PSCmdlet, IDisposable
{
    private OutputFile? _file;
    private XmlWriter? _writer;
    private EngineSerializer? _serializer;

    /// <summary>How many levels of contained objects are followed; 2 unless given, or what a type asks for.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Depth { get; set; }

    /// <summary>The file; a wildcard must match one.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ByPath")]
    public string? Path { get; set; }

    /// <summary>The file; wildcards are plain characters.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByLiteralPath")]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>The objects.</summary>
    [Parameter(ValueFromPipeline = true, Mandatory = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Writes to a read-only file too.</summary>
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

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var path = Path ?? LiteralPath!;
        if (!ShouldProcess(path))
            return;
        _file = DataFile.OpenWrite(this, path, LiteralPath is not null, append: false, Force, NoClobber);
        _writer = XmlWriter.Create(_file.Text(Encoding), new() { CloseOutput = true, Indent = true, OmitXmlDeclaration = true });
        _serializer = new EngineSerializer(_writer, Depth);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _serializer?.Serialize(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _serializer?.Done();
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer?.Dispose();
        _writer = null;
        _file?.Dispose();
        _file = null;
    }
}
