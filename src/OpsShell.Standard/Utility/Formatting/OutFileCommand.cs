using System.Management.Automation;
using System.Text;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace Microsoft.PowerShell.Commands;

/// <summary>Writes what the screen would show of the objects to a file; the operators &gt; and &gt;&gt; do the same.</summary>
[Cmdlet(VerbsData.Out, "File", SupportsShouldProcess = true, DefaultParameterSetName = "ByPath",
    HelpUri = "https://go.microsoft.com/fwlink/?LinkID=2096621")]
public class OutFileCommand : FrontEndCommandBase
{
    private OutputFile? _file;
    private StreamWriter? _writer;
    private bool _processed;
    private int? _width;

    /// <summary>The file; a wildcard may name one that exists.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ByPath")]
    [Alias("Path")]
    public string FilePath { get; set; } = "";

    /// <summary>The file, wildcards being plain characters.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "ByLiteralPath")]
    [Alias("PSPath", "LP")]
    public string LiteralPath { get; set; } = "";

    /// <summary>The encoding of the text; UTF-8 without byte order mark by default.</summary>
    [Parameter(Position = 1)]
    [FileEncoding]
    [ArgumentCompleter(typeof(FileEncodingCompleter))]
    [ValidateNotNullOrEmpty]
    public Encoding Encoding { get; set; } = FileEncodingAttribute.Default;

    /// <summary>Adds to the end of the file.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Writes to a read-only file too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Refuses to overwrite a file that exists.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Columns of the text; without it lines are as long as they are. What is longer is cut off.</summary>
    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int Width
    {
        get => _width ?? 0;
        set => _width = value;
    }

    /// <summary>Writes no line ends after the objects.</summary>
    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    private string Target => ParameterSetName == "ByLiteralPath" ? LiteralPath : FilePath;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // An object that might bring its path by PSPath lets the parameters pass without one.
        if (Target.Length == 0)
            throw new PSArgumentNullException("path", "Cannot process argument because the value of argument \"path\" is null. "
                + "Change the value of argument \"path\" to a non-null value.");
        if (!ShouldProcess(Target, "Output to File"))
            return;
        _file = DataFile.OpenWrite(this, Target, ParameterSetName == "ByLiteralPath", Append, Force, NoClobber);
        _writer = _file.Text(Encoding);
        FormatEngine.UseWriter(this, _writer, _width ?? int.MaxValue, NoNewline);
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _processed = true;
        if (_writer is null)
            return;
        base.ProcessRecord();
        // Who follows the file, or reads it in the same pipeline, sees what has come so far.
        _writer.Flush();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        // As a redirection the cmdlet may see no object at all; then there is nothing to end.
        if (!_processed || _writer is null)
            return;
        base.EndProcessing();
        _writer.Flush();
        Close();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Close();
        base.Dispose(disposing);
    }

    private void Close()
    {
        _file?.Dispose();
        _file = null;
        _writer = null;
    }
}
