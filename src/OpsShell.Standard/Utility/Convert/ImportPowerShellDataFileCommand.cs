using System.Collections;
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

    /// <summary>Takes hashtables of more than the 500 keys that are else the limit.</summary>
    [Parameter]
    public SwitchParameter SkipLimitCheck { get; set; }

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
        else if (content.Find(part => part is HashtableAst, searchNestedScriptBlocks: false) is HashtableAst table)
            WriteObject(SkipLimitCheck ? ValueOf(table) : table.SafeGetValue());
        else
            Refuse(file, "CouldNotParseAsPowerShellDataFileNoHashtableRoot");
    }

    /// <summary>The engine's limit is on one hashtable as a whole, so keys and values are asked for one by one.</summary>
    private static Hashtable ValueOf(HashtableAst table)
    {
        var values = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in table.KeyValuePairs)
            values.Add(key.SafeGetValue(), AsHashtable(value) is { } inner ? ValueOf(inner) : value.SafeGetValue());
        return values;
    }

    private static HashtableAst? AsHashtable(StatementAst value) =>
        value is PipelineAst { PipelineElements: [CommandExpressionAst { Expression: HashtableAst table }] } ? table : null;

    private void Refuse(string file, string id) =>
        WriteError(new ErrorRecord(
            new InvalidOperationException(
                $"The file '{file}' could not be parsed as a PowerShell Data File: it must be one hashtable."),
            id, ErrorCategory.InvalidData, file));
}
