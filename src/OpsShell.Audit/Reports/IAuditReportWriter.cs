namespace OpsShell.Audit.Reports;

/// <summary>Writes audits in one format. What comes from nodes is hostile: no format lets it pass for structure or reach a terminal raw.</summary>
public interface IAuditReportWriter
{
    /// <summary>Writes a report, with <c>\n</c> as line end.</summary>
    void Write(AuditReport report, TextWriter output);
}
