using System.Globalization;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Writes aliases to a file.</summary>
[Cmdlet(VerbsData.Export, "Alias", SupportsShouldProcess = true, DefaultParameterSetName = "ByPath")]
[OutputType(typeof(AliasInfo))]
public class ExportAliasCommand : PSCmdlet
{
    private readonly List<string> _lines = [];

    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ByPath")]
    public string Path { get; set; } = "";

    /// <summary>The file, with nothing taken for a wildcard.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "ByLiteralPath")]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>The aliases; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Writes the aliases to the pipeline too.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>How they are written.</summary>
    [Parameter]
    public ExportAliasFormat As { get; set; } = ExportAliasFormat.Csv;

    /// <summary>Adds to the file.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Writes even to a read-only file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Refuses to write over a file.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>A comment for the head of the file.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <summary>The scope: Global, Local, Script, or how many scopes up from here (0 is this one).</summary>
    [Parameter]
    [ArgumentCompletions("Global", "Local", "Script")]
    public string? Scope { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var aliases = new SessionTables(this).Aliases(string.IsNullOrEmpty(Scope) ? null : Scope).Values;
        foreach (var name in Name)
        {
            var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
            var found = aliases.Where(a => pattern.IsMatch(a.Name)).ToList();
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
                WriteError(AliasErrors.NotFound("name", name));
            foreach (var alias in found.OrderBy(a => a.Name, StringComparer.OrdinalIgnoreCase))
            {
                _lines.Add(As == ExportAliasFormat.Csv ? CsvLine(alias) : ScriptLine(alias));
                if (PassThru)
                    WriteObject(alias);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var file = FilePath();
        if (!ShouldProcess(file))
            return;
        try
        {
            Write(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var (id, category) = e is UnauthorizedAccessException ? ("FileOpenFailure", ErrorCategory.OpenError) : ("NoClobber", ErrorCategory.ResourceExists);
            ThrowTerminatingError(new ErrorRecord(e, id, category, file));
        }
    }

    private string FilePath()
    {
        if (LiteralPath is not null || !WildcardPattern.ContainsWildcardCharacters(Path))
            return GetUnresolvedProviderPathFromPSPath(LiteralPath ?? Path);
        var files = GetResolvedProviderPathFromPSPath(Path, out _);
        if (files.Count == 0)
        {
            ThrowTerminatingError(new ErrorRecord(new FileNotFoundException($"Nothing matches the path '{Path}'."), "FileOpenFailure",
                ErrorCategory.OpenError, Path));
        }
        if (files.Count > 1)
        {
            var why = new PSNotSupportedException($"'{Path}' stands for several files; the aliases are written to one.");
            ThrowTerminatingError(new ErrorRecord(why, "ReadWriteMultipleFilesNotSupported", ErrorCategory.InvalidArgument,
                Path));
        }
        return files[0];
    }

    private void Write(string file)
    {
        if (NoClobber && File.Exists(file))
            throw new IOException($"The file '{file}' already exists.");
        if (Force && File.Exists(file))
            File.SetAttributes(file, File.GetAttributes(file) & ~FileAttributes.ReadOnly);
        using var writer = new StreamWriter(file, Append, FileEncodingAttribute.Default);
        foreach (var line in Header().Concat(_lines))
            writer.WriteLine(line);
    }

    private IEnumerable<string> Header()
    {
        yield return "# Alias File";
        yield return "# Exported by : " + Environment.UserName;
        yield return "# Date/Time : " + DateTime.Now.ToString("F", CultureInfo.CurrentCulture);
        yield return "# Computer : " + Environment.MachineName;
        foreach (var line in Description?.Split('\n') ?? [])
            yield return "# " + line.TrimEnd('\r');
    }

    private static string CsvLine(AliasInfo alias)
    {
        string?[] values = [alias.Name, alias.Definition, alias.Description, alias.Options.ToString()];
        return string.Join(',', values.Select(v => $"\"{v?.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
    }

    private static string ScriptLine(AliasInfo alias) =>
        $"set-alias -Name:\"{alias.Name}\" -Value:\"{alias.Definition}\" "
        + $"-Description:\"{alias.Description}\" -Option:\"{alias.Options}\"";
}
