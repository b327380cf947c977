using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Sets the aliases of a file that Export-Alias wrote.</summary>
[Cmdlet(VerbsData.Import, "Alias", SupportsShouldProcess = true, DefaultParameterSetName = "ByPath")]
[OutputType(typeof(AliasInfo))]
public class ImportAliasCommand : PSCmdlet
{
    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true,
        ParameterSetName = "ByPath")]
    public string Path { get; set; } = "";

    /// <summary>The file, with nothing taken for a wildcard.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "ByLiteralPath")]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>The scope: Global, Local, Script, or how many scopes up from here (0 is this one).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompletions("Global", "Local", "Script")]
    public string? Scope { get; set; }

    /// <summary>Writes the aliases to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Replaces aliases that are there, even read-only ones.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var files = LiteralPath is null
            ? GetResolvedProviderPathFromPSPath(Path, out _)
            : [GetUnresolvedProviderPathFromPSPath(LiteralPath)];
        if (files.Count > 1)
            throw new PSNotSupportedException($"'{Path}' stands for several files; the aliases are read from one.");
        var file = files[0];
        string[] lines;
        try
        {
            lines = File.ReadAllLines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(new ErrorRecord(e, "FileOpenFailure", ErrorCategory.OpenError, file));
            return;
        }
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim().Length > 0 && !lines[i].StartsWith('#'))
                Import(file, i + 1, Fields(lines[i]));
        }
    }

    private void Import(string file, int line, List<string> fields)
    {
        if (fields.Count != 4)
        {
            var why = new FormatException($"Line {line} of '{file}' is no alias: it needs name, definition, description and options.");
            ThrowTerminatingError(new ErrorRecord(why, "ImportAliasFileFormatError", ErrorCategory.ReadError, file));
        }
        if (!Enum.TryParse<ScopedItemOptions>(fields[3], ignoreCase: true, out var options))
        {
            var why = new FormatException($"Line {line} of '{file}' has options that no alias can have: {fields[3]}.");
            WriteError(new ErrorRecord(why, "ImportAliasOptionsError", ErrorCategory.ReadError, file));
            return;
        }
        var tables = new SessionTables(this);
        if (!Force && tables.Alias(fields[0], Scope) is { } existing)
        {
            WriteError(AliasErrors.Exists(existing));
            return;
        }
        if (!ShouldProcess($"Name: {fields[0]} Value: {fields[1]}", "Import Alias"))
            return;
        var alias = tables.NewAlias(fields[0], fields[1], options);
        alias.Description = fields[2];
        try
        {
            var set = tables.SetAlias(alias, Scope, Force);
            if (PassThru)
                WriteObject(set);
        }
        catch (SessionStateException e)
        {
            WriteError(new ErrorRecord(e.ErrorRecord, e));
        }
    }

    private static List<string> Fields(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                field.Append(line[i++]);
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
                field.Append(line[i]);
        }
        fields.Add(field.ToString());
        return fields;
    }
}
