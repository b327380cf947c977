using System.Management.Automation;
using System.Security;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Microsoft.PowerShell.Commands;

/// <summary>Says whether text is valid JSON, and whether it keeps to a JSON schema.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Json", DefaultParameterSetName = InString)]
[OutputType(typeof(bool))]
public class TestJsonCommand : PSCmdlet
{
    private const string InString = "JsonString";
    private const string InStringBySchema = "JsonStringWithSchemaString";
    private const string InStringBySchemaFile = "JsonStringWithSchemaFile";
    private const string InPath = "JsonPath";
    private const string InPathBySchema = "JsonPathWithSchemaString";
    private const string InPathBySchemaFile = "JsonPathWithSchemaFile";
    private const string InLiteralPath = "JsonLiteralPath";
    private const string InLiteralPathBySchema = "JsonLiteralPathWithSchemaString";
    private const string InLiteralPathBySchemaFile = "JsonLiteralPathWithSchemaFile";

    private JsonSchema? _schema;

    /// <summary>The text.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ParameterSetName = InString)]
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ParameterSetName = InStringBySchema)]
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ParameterSetName = InStringBySchemaFile)]
    public string? Json { get; set; }

    /// <summary>A file with the text; a wildcard must match one file.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = InPath)]
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = InPathBySchema)]
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = InPathBySchemaFile)]
    public string? Path { get; set; }

    /// <summary>A file with the text; wildcards are plain characters.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = InLiteralPath)]
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = InLiteralPathBySchema)]
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = InLiteralPathBySchemaFile)]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>The schema that the text must keep to.</summary>
    [Parameter(Position = 1, Mandatory = true, ParameterSetName = InStringBySchema)]
    [Parameter(Position = 1, Mandatory = true, ParameterSetName = InPathBySchema)]
    [Parameter(Position = 1, Mandatory = true, ParameterSetName = InLiteralPathBySchema)]
    [ValidateNotNullOrEmpty]
    public string? Schema { get; set; }

    /// <summary>A file with the schema.</summary>
    [Parameter(Mandatory = true, ParameterSetName = InStringBySchemaFile)]
    [Parameter(Mandatory = true, ParameterSetName = InPathBySchemaFile)]
    [Parameter(Mandatory = true, ParameterSetName = InLiteralPathBySchemaFile)]
    [ValidateNotNullOrEmpty]
    public string? SchemaFile { get; set; }

    /// <summary>What is let pass beyond strict JSON.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateSet("IgnoreComments", "AllowTrailingCommas")]
    public string[] Options { get; set; } = [];

    /// <summary>
    /// Fetches the schemas that the schema refers to, from the web or a file. Without it a reference to the outside is an error: a schema
    /// that is not trusted must not make this host read files or call others.
    /// </summary>
    [Parameter(ParameterSetName = InStringBySchema)]
    [Parameter(ParameterSetName = InStringBySchemaFile)]
    [Parameter(ParameterSetName = InPathBySchema)]
    [Parameter(ParameterSetName = InPathBySchemaFile)]
    [Parameter(ParameterSetName = InLiteralPathBySchema)]
    [Parameter(ParameterSetName = InLiteralPathBySchemaFile)]
    public SwitchParameter FetchExternalReference { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if ((Schema ?? SchemaFile) is null)
            return;
        var source = SchemaFile is null ? null : GetUnresolvedProviderPathFromPSPath(SchemaFile);
        try
        {
            _schema = source is null ? JsonSchema.FromText(Schema!) : JsonSchema.FromFile(source);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or SecurityException)
        {
            ThrowTerminatingError(new ErrorRecord(new InvalidOperationException($"Cannot open JSON schema file: {source}", e),
                "JsonSchemaFileOpenFailure", ErrorCategory.OpenError, source));
        }
        catch (JsonException e)
        {
            WriteError(InvalidSchema(e, Schema ?? SchemaFile));
        }
        catch (Exception e) when (e is not PipelineStoppedException)
        {
            ThrowTerminatingError(InvalidSchema(e, source));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var text = Json ?? ReadFile();
        JsonNode? parsed;
        try
        {
            parsed = JsonNode.Parse(text, documentOptions: new()
            {
                CommentHandling = Allows("IgnoreComments") ? JsonCommentHandling.Skip : JsonCommentHandling.Disallow,
                AllowTrailingCommas = Allows("AllowTrailingCommas"),
            });
        }
        catch (JsonException e)
        {
            WriteError(new ErrorRecord(new InvalidOperationException("Cannot parse the JSON.", e), "InvalidJson",
                ErrorCategory.InvalidData, Json));
            WriteObject(false);
            return;
        }
        WriteObject(_schema is null || KeepsTo(_schema, parsed));
    }

    private bool KeepsTo(JsonSchema schema, JsonNode? parsed)
    {
        try
        {
            var options = new EvaluationOptions { OutputFormat = OutputFormat.Hierarchical };
            options.SchemaRegistry.Fetch = FetchExternalReference ? SchemaReferences.Fetch : _ => null;
            var results = schema.Evaluate(parsed, options);
            if (results.IsValid)
                return true;
            Report(results);
        }
        catch (Exception e) when (e is RefResolutionException or JsonSchemaReferenceResolutionException)
        {
            WriteError(Unresolved(e, schema));
        }
        return false;
    }

    // What passed is not reported: the branches of an anyOf that failed beside one that held are no errors.
    private void Report(EvaluationResults results)
    {
        if (results.IsValid)
            return;
        foreach (var (_, message) in results.Errors ?? new Dictionary<string, string>())
            WriteError(new ErrorRecord(
                new InvalidOperationException(
                    $"The JSON is not valid with the schema: {message} at '{results.InstanceLocation}'"),
                "InvalidJsonAgainstSchemaDetailed", ErrorCategory.InvalidData, null));
        foreach (var detail in results.Details)
            Report(detail);
    }

    private string ReadFile()
    {
        var path = LiteralPath ?? Path!;
        var file = DataFile.Resolve(this, path, literal: LiteralPath is not null);
        if (!File.Exists(file))
            ThrowTerminatingError(new ErrorRecord(
                new ItemNotFoundException($"Cannot find path '{path}' because it does not exist."), "PathNotFound",
                ErrorCategory.ObjectNotFound, path));
        return File.ReadAllText(file);
    }

    private bool Allows(string option) => Options.Contains(option, StringComparer.OrdinalIgnoreCase);

    private ErrorRecord Unresolved(Exception e, JsonSchema schema)
    {
        var hint = FetchExternalReference ? e.Message : "External schema references are not supported by default, use the "
            + "'FetchExternalReference' parameter to enable it.";
        var why = new InvalidOperationException($"The JSON schema contains a reference that could not be resolved. {hint}", e);
        return new ErrorRecord(why, "UnresolvedJsonSchemaRef", ErrorCategory.InvalidData, schema);
    }

    private static ErrorRecord InvalidSchema(Exception e, object? target) =>
        new(new InvalidOperationException("Cannot parse the JSON schema.", e), "InvalidJsonSchema", ErrorCategory.InvalidData,
            target);
}
