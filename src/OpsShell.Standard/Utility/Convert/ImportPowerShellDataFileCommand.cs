using System.Management.Automation;
using System.Management.Automation.Language;

namespace Microsoft.PowerShell.Commands;

/// <summary>Reads hashtables from .psd1 files, without running any code in them.</summary>
[Cmdlet(VerbsData.Import, "PowerShellDataFile", DefaultParameterSetName = "ByPath", RemotingCapability = RemotingCapability.None)]
public class ImportPowerShellDataFileCommand : PSCmdlet
{
    /// <summary>The files; a wildcard must match one.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ByPath")]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>The files; wildcards are plain characters.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ByLiteralPath", ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in LiteralPath ?? Path!)
            Import(path, DataFile.Resolve(this, path, literal: LiteralPath is not null));
    }

    private void Import(string path, string file)
    {
        if (!File.Exists(file))
        {
            WriteError(new ErrorRecord(new ArgumentException($"Cannot find path '{path}' because it does not exist."),
                "PathNotFound", ErrorCategory.InvalidArgument, path));
            return;
        }
        var content = Parser.ParseFile(file, out _, out var errors);
        if (errors.Length > 0)
            Refuse(file, "CouldNotParseAsPowerShellDataFile");
        else if (content.Find(part => part is HashtableAst, searchNestedScriptBlocks: false) is { } table)
            WriteObject(table.SafeGetValue());
        else
            Refuse(file, "CouldNotParseAsPowerShellDataFileNoHashtableRoot");
    }

    private void Refuse(string file, string id) =>
        WriteError(new ErrorRecord(
            new InvalidOperationException(
                $"The file '{file}' could not be parsed as a PowerShell Data File: it must be one hashtable."),
            id, ErrorCategory.InvalidData, file));
}
