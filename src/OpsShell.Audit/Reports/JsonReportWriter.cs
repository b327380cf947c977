using System.Text.Json;
using OpsShell.Core.Findings;

namespace OpsShell.Audit.Reports;

/// <summary>
/// One JSON document with all that the report has, worst first; <c>audit.schema.json</c> describes it. Text of nodes stands
/// in it unchanged, and escaped as JSON: the document itself is plain ASCII.
/// </summary>
/// <param name="options">The least status of the findings; all by default.</param>
public sealed class JsonReportWriter(ReportOptions options) : IAuditReportWriter
{
    /// <inheritdoc/>
    public void Write(AuditReport report, TextWriter output)
    {
        var document = new ReportDocument(
            AuditReport.SchemaVersion, report.ToolVersion, report.StartedAt, report.Duration.TotalSeconds, report.Interrupted, report.ExitCode,
            ReportCounts.Of(report), NodeDocument.Of(report), report.Checks, report.AtLeast(options.MinStatus ?? FindingStatus.NotApplicable));
        output.Write(JsonSerializer.Serialize(document, ReportJson.Default.ReportDocument));
        output.Write('\n');
    }
}
