using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using OpsShell.Core.Findings;
using OpsShell.Core.Text;

namespace OpsShell.Audit.Reports;

/// <summary>
/// SARIF 2.1.0 (OASIS): the checks are rules, the findings results with the node and its part as logical location. Warning
/// and Critical are kind fail with level warning and error; Unknown is kind open, Info informational, Ok pass and
/// NotApplicable notApplicable, which have level none (section 3.27.10).
/// </summary>
/// <param name="options">The least status of the findings; all by default.</param>
public sealed class SarifReportWriter(ReportOptions options) : IAuditReportWriter
{
    /// <inheritdoc/>
    public void Write(AuditReport report, TextWriter output)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
            Write(report, json);
        output.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        output.Write('\n');
    }

    private void Write(AuditReport report, Utf8JsonWriter json)
    {
        var rules = Rules(report);
        var index = rules.Select((rule, position) => (rule.Id, position)).ToDictionary(pair => pair.Id, pair => pair.position, StringComparer.Ordinal);
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, report, rules);
        WriteInvocation(json, report);
        json.WriteStartArray("results");
        foreach (var finding in report.AtLeast(options.MinStatus ?? FindingStatus.NotApplicable))
            WriteResult(json, finding, index[finding.Check]);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The checks, and those that findings name and the report does not have.</summary>
    private static ImmutableArray<CheckInfo> Rules(AuditReport report) =>
    [
        .. report.Checks.Concat(report.Findings.Select(finding => new CheckInfo(finding.Check, finding.Check, finding.Check, finding.Reference)))
            .DistinctBy(check => check.Id, StringComparer.Ordinal),
    ];

    private static void WriteTool(Utf8JsonWriter json, AuditReport report, ImmutableArray<CheckInfo> rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "opsshell");
        json.WriteString("version", report.ToolVersion);
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            WriteMessage(json, "shortDescription", rule.Title);
            WriteMessage(json, "fullDescription", rule.Description);
            if (Uri.TryCreate(rule.Reference, UriKind.Absolute, out var reference) && reference.Scheme is "https" or "http")
                json.WriteString("helpUri", reference.AbsoluteUri);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter json, AuditReport report)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", !report.Interrupted);
        json.WriteNumber("exitCode", report.ExitCode);
        json.WriteString("startTimeUtc", report.StartedAt.UtcDateTime);
        json.WriteString("endTimeUtc", (report.StartedAt + report.Duration).UtcDateTime);
        json.WriteStartArray("toolExecutionNotifications");
        foreach (var node in report.Nodes)
        {
            if (node.Error is not { } error)
                continue;
            json.WriteStartObject();
            json.WriteString("level", "error");
            WriteMessage(json, "message", $"{node.ComputerName}: {error}");
            json.WriteStartObject("properties");
            json.WriteString("computerName", node.ComputerName);
            json.WriteString("errorId", error.Id.ToString());
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter json, Finding finding, int ruleIndex)
    {
        var (kind, level) = KindAndLevel(finding.Status);
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Check);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("kind", kind);
        json.WriteString("level", level);
        WriteMessage(json, "message", finding.Title);
        WriteLocation(json, finding);
        json.WriteStartObject("properties");
        json.WriteString("status", finding.Status.ToString());
        json.WriteString("computerName", finding.ComputerName);
        json.WriteString("area", finding.Area);
        json.WriteString("subject", finding.Subject);
        json.WriteStartArray("evidence");
        foreach (var evidence in finding.Evidence)
        {
            json.WriteStartObject();
            json.WriteString("source", evidence.Source);
            json.WriteString("name", evidence.Name);
            json.WriteString("value", evidence.Value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("explanation", finding.Explanation);
        json.WriteString("remedy", finding.Remedy);
        json.WriteString("reference", finding.Reference);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, Finding finding)
    {
        var node = DisplayText.Clean(finding.ComputerName);
        var subject = DisplayText.Clean(finding.Subject);
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("name", subject.Length == 0 ? node : subject);
        json.WriteString("fullyQualifiedName", subject.Length == 0 ? node : $"{node}:{subject}");
        json.WriteString("kind", subject.Length == 0 ? "node" : "subject");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static (string Kind, string Level) KindAndLevel(FindingStatus status) => status switch
    {
        FindingStatus.Critical => ("fail", "error"),
        FindingStatus.Warning => ("fail", "warning"),
        FindingStatus.Unknown => ("open", "none"),
        FindingStatus.Info => ("informational", "none"),
        FindingStatus.NotApplicable => ("notApplicable", "none"),
        _ => ("pass", "none"),
    };

    private static void WriteMessage(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", Escape(text));
        json.WriteEndObject();
    }

    /// <summary>In a SARIF message braces are placeholders (3.11.5) and brackets embedded links (3.11.6); a node's text has neither.</summary>
    private static string Escape(string text) => DisplayText.Clean(text)
        .Replace("\\", @"\\", StringComparison.Ordinal)
        .Replace("[", @"\[", StringComparison.Ordinal)
        .Replace("]", @"\]", StringComparison.Ordinal)
        .Replace("{", "{{", StringComparison.Ordinal)
        .Replace("}", "}}", StringComparison.Ordinal);
}
