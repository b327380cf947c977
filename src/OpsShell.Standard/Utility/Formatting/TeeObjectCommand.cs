using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Stores objects in a file or a variable, and passes them on.</summary>
[Cmdlet("Tee", "Object", DefaultParameterSetName = "File", HelpUri = "https://go.microsoft.com/fwlink/?LinkID=2097034")]
[OutputType(typeof(PSObject))]
public sealed class TeeObjectCommand : PSCmdlet, IDisposable
{
    private readonly List<object?> _kept = [];
    private SteppablePipeline? _outFile;

    /// <summary>The objects.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The file; what the screen would show of the objects is written to it.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "File")]
    [Alias("Path")]
    public string FilePath { get; set; } = "";

    /// <summary>The file, wildcards being plain characters.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralFile")]
    [Alias("PSPath", "LP")]
    public string LiteralPath { get; set; } = "";

    /// <summary>Adds to the end of the file.</summary>
    [Parameter(ParameterSetName = "File")]
    public SwitchParameter Append { get; set; }

    /// <summary>The encoding of the file; UTF-8 without byte order mark by default.</summary>
    [Parameter(ParameterSetName = "File")]
    [Parameter(ParameterSetName = "LiteralFile")]
    [FileEncoding]
    [ArgumentCompleter(typeof(FileEncodingCompleter))]
    [ValidateNotNullOrEmpty]
    public Encoding Encoding { get; set; } = FileEncodingAttribute.Default;

    /// <summary>The variable, by its name without the dollar sign: one object as itself, several as an array.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Variable")]
    public string Variable { get; set; } = "";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (ParameterSetName == "Variable")
            return;
        var byPath = ParameterSetName == "File";
        var script = ScriptBlock.Create(
            $"param($File, $Encoding, $Append) Microsoft.PowerShell.Utility\\Out-File -{(byPath ? "FilePath" : "LiteralPath")} $File "
            + "-Encoding $Encoding -Append:$Append");
        _outFile = script.GetSteppablePipeline(CommandOrigin.Internal, [byPath ? FilePath : LiteralPath, Encoding, Append]);
        _outFile.Begin(this);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_outFile is null)
            _kept.Add(InputObject);
        else
            _outFile.Process(InputObject);
        WriteObject(InputObject);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _outFile?.End();
        if (_outFile is null)
            SessionState.PSVariable.Set(Variable, _kept.Count switch { 0 => null, 1 => _kept[0], _ => _kept.ToArray() });
    }

    /// <inheritdoc/>
    public void Dispose() => _outFile?.Dispose();
}
