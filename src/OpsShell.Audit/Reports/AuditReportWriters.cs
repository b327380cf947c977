namespace OpsShell.Audit.Reports;

/// <summary>The writer of each format.</summary>
public static class AuditReportWriters
{
    /// <summary>The writer of a format with the user's options.</summary>
    public static IAuditReportWriter Create(AuditReportFormat format, ReportOptions options) => format switch
    {
        AuditReportFormat.Table => new TableReportWriter(options),
        AuditReportFormat.Json => new JsonReportWriter(options),
        AuditReportFormat.Jsonl => new JsonlReportWriter(options),
        AuditReportFormat.JUnit => new JUnitReportWriter(options),
        AuditReportFormat.Sarif => new SarifReportWriter(options),
        AuditReportFormat.Prometheus => new PrometheusReportWriter(options),
        AuditReportFormat.Markdown => new MarkdownReportWriter(options),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format."),
    };
}
