using System.Text.Json;
using OpsShell.Audit.Reports;
using OpsShell.Core.Findings;

namespace OpsShell.Audit.Tests.Reports;

public class JsonReportWriterTests
{
    private static JsonDocument Json(AuditReport report, FindingStatus? minStatus = null) =>
        JsonDocument.Parse(Reports.Write(report, AuditReportFormat.Json, new ReportOptions { MinStatus = minStatus }));

    [Fact]
    public void EveryMemberIsAsTheSchemaSays()
    {
        using var schema = Schema();
        foreach (var report in new[] { Reports.Report(), Reports.Mixed, Reports.Unread, Reports.Evil, Reports.Mixed with { Interrupted = true } })
        {
            using var document = Json(report);
            Assert.Empty(SchemaErrors(document.RootElement, schema.RootElement, schema.RootElement, "$"));
        }
    }

    [Fact]
    public void TheSchemaRefusesWhatItDoesNotDescribe()
    {
        using var schema = Schema();
        using var document = JsonDocument.Parse("""{"schema": "opsshell.audit/2", "more": 1, "summary": {"nodes": "x"}}""");
        var errors = SchemaErrors(document.RootElement, schema.RootElement, schema.RootElement, "$").ToList();
        Assert.Contains("$.schema is not the constant", errors);
        Assert.Contains("$.more is not described", errors);
        Assert.Contains("$.summary.nodes is String", errors);
        Assert.Contains("$ lacks findings", errors);
    }

    [Fact]
    public void HasAllThatTheReportHas()
    {
        using var document = Json(Reports.Unread);
        var root = document.RootElement;
        Assert.Equal(2, root.GetProperty("exitCode").GetInt32());
        Assert.Equal("2026-03-04T05:06:07+02:00", root.GetProperty("startedAt").GetString());
        Assert.Equal((1, 8), (root.GetProperty("summary").GetProperty("nodesNotRead").GetInt32(), root.GetProperty("findings").GetArrayLength()));
        var worst = root.GetProperty("findings")[0];
        Assert.Equal(("web01", "Critical", "1.2 GiB"), (worst.GetProperty("computerName").GetString(), worst.GetProperty("status").GetString(), worst.GetProperty("evidence")[0].GetProperty("value").GetString()));
        Assert.Equal("ConnectTimedOut", root.GetProperty("nodes")[3].GetProperty("error").GetProperty("id").GetString());
        Assert.Equal(0.041, root.GetProperty("nodes")[0].GetProperty("remoteCpuSeconds").GetDouble(), 6);
    }

    [Fact]
    public void MinStatusLeavesOutFindingsButNotCounts()
    {
        using var document = Json(Reports.Mixed, FindingStatus.Warning);
        Assert.Equal(["Critical", "Warning", "Unknown"], document.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("status").GetString()));
        Assert.Equal(1, document.RootElement.GetProperty("summary").GetProperty("ok").GetInt32());
    }

    [Fact]
    public void HostileTextIsKeptAndTheDocumentIsPlainAscii()
    {
        var text = Reports.Write(Reports.Evil, AuditReportFormat.Json);
        Assert.DoesNotContain(text, c => c > '\x7e' || (c < ' ' && c != '\n'));
        using var document = JsonDocument.Parse(text);
        Assert.Equal(Reports.Hostile.Replace('\ud83d', '\ufffd'), document.RootElement.GetProperty("findings")[0].GetProperty("title").GetString());
    }

    [Fact]
    public void JsonlHasOneObjectALineAndTheSummaryLast()
    {
        foreach (var report in new[] { Reports.Report(), Reports.Mixed, Reports.Evil })
        {
            var lines = Reports.Write(report, AuditReportFormat.Jsonl).TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
            Assert.Equal(report.Findings.Length + 1, lines.Count);
            Assert.All(lines, line => Assert.Equal("opsshell.audit/1", line.GetProperty("schema").GetString()));
            Assert.All(lines[..^1], line => Assert.Equal("finding", line.GetProperty("kind").GetString()));
            Assert.Equal("summary", lines[^1].GetProperty("kind").GetString());
            Assert.Equal(report.ExitCode, lines[^1].GetProperty("exitCode").GetInt32());
        }
    }

    [Fact]
    public void AFindingOfJsonlHasTheMembersOfAFindingOfJson()
    {
        using var document = Json(Reports.Mixed);
        using var line = JsonDocument.Parse(Reports.Write(Reports.Mixed, AuditReportFormat.Jsonl).Split('\n')[0]);
        var members = line.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetRawText());
        foreach (var member in document.RootElement.GetProperty("findings")[0].EnumerateObject())
            Assert.True(JsonElement.DeepEquals(member.Value, JsonDocument.Parse(members[member.Name]).RootElement), member.Name);
    }

    private static JsonDocument Schema()
    {
        using var stream = typeof(AuditReport).Assembly.GetManifestResourceStream("audit.schema.json");
        return JsonDocument.Parse(stream!);
    }

    /// <summary>The part of JSON Schema that ours uses; a member that it does not describe is an error too.</summary>
    private static IEnumerable<string> SchemaErrors(JsonElement value, JsonElement schema, JsonElement root, string path)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return SchemaErrors(value, root.GetProperty("$defs").GetProperty(reference.GetString()!["#/$defs/".Length..]), root, path);
        if (schema.TryGetProperty("anyOf", out var choices))
            return choices.EnumerateArray().Any(choice => !SchemaErrors(value, choice, root, path).Any()) ? [] : [$"{path} is none of the choices"];
        if (schema.TryGetProperty("const", out var constant))
            return JsonElement.DeepEquals(value, constant) ? [] : [$"{path} is not the constant"];
        if (schema.TryGetProperty("enum", out var values))
            return values.EnumerateArray().Any(choice => JsonElement.DeepEquals(choice, value)) ? [] : [$"{path} is not in the list"];
        if (!HasType(value, schema.GetProperty("type")))
            return [$"{path} is {value.ValueKind}"];
        return value.ValueKind switch
        {
            JsonValueKind.Object => ObjectErrors(value, schema, root, path),
            JsonValueKind.Array => value.EnumerateArray().SelectMany((item, i) => SchemaErrors(item, schema.GetProperty("items"), root, $"{path}[{i}]")),
            _ => [],
        };
    }

    private static IEnumerable<string> ObjectErrors(JsonElement value, JsonElement schema, JsonElement root, string path)
    {
        var known = schema.GetProperty("properties");
        var missing = schema.GetProperty("required").EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{path} lacks {name}");
        return missing.Concat(value.EnumerateObject().SelectMany(member => known.TryGetProperty(member.Name, out var description)
            ? SchemaErrors(member.Value, description, root, $"{path}.{member.Name}")
            : [$"{path}.{member.Name} is not described"]));
    }

    private static bool HasType(JsonElement value, JsonElement type) =>
        type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Any(one => HasType(value, one))
            : type.GetString() switch
            {
                "object" => value.ValueKind == JsonValueKind.Object,
                "array" => value.ValueKind == JsonValueKind.Array,
                "string" => value.ValueKind == JsonValueKind.String,
                "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
                "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
                "number" => value.ValueKind == JsonValueKind.Number,
                "null" => value.ValueKind == JsonValueKind.Null,
                _ => false,
            };
}
