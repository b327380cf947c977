using System.Text.Json;
using OpsShell.Core.Findings;

namespace OpsShell.Audit.Reports;

/// <summary>
/// One JSON object a line, for log pipelines: each finding (<c>"kind":"finding"</c>), worst first, then one line with
/// <c>"kind":"summary"</c>. A file without that last line is incomplete.
/// </summary>
/// <param name="options">The least status of the findings; all by default.</param>
public sealed class JsonlReportWriter(ReportOptions options) : IAuditReportWriter
{
    /// <inheritdoc/>
    public void Write(AuditReport report, TextWriter output)
    {
        foreach (var finding in report.AtLeast(options.MinStatus ?? FindingStatus.NotApplicable))
        {
            output.Write(JsonSerializer.Serialize(Line(finding), ReportLineJson.Default.FindingLine));
            output.Write('\n');
        }
        var summary = new SummaryLine(
            AuditReport.SchemaVersion, "summary", report.ToolVersion, report.StartedAt, report.Duration.TotalSeconds, report.Interrupted,
            report.ExitCode, ReportCounts.Of(report), NodeDocument.Of(report));
        output.Write(JsonSerializer.Serialize(summary, ReportLineJson.Default.SummaryLine));
        output.Write('\n');
    }

    private static FindingLine Line(Finding finding) => new(
        AuditReport.SchemaVersion, "finding", finding.ComputerName, finding.Check, finding.Area, finding.Status, finding.Subject, finding.Title,
        finding.Evidence, finding.Explanation, finding.Remedy, finding.Reference);
}
