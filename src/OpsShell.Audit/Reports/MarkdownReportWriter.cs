using System.Globalization;
using OpsShell.Core.Findings;

namespace OpsShell.Audit.Reports;

/// <summary>Markdown for an issue, a wiki or a chat: a line that sums up, a table, and the details of what needs action.</summary>
/// <param name="options">The least status; Info by default.</param>
public sealed class MarkdownReportWriter(ReportOptions options) : IAuditReportWriter
{
    /// <inheritdoc/>
    public void Write(AuditReport report, TextWriter output)
    {
        var findings = FoldedFinding.Fold(report, options.MinStatus ?? FindingStatus.Info);
        Line(output, "# Audit");
        Line(output);
        var startedAt = report.StartedAt.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        Line(output, $"{MarkdownText.Escape(ReportSummary.Line(report))}. Started {startedAt} UTC, OpsShell {MarkdownText.Escape(report.ToolVersion)}.");
        Line(output);
        if (findings.IsEmpty)
            return;
        Line(output, "| Status | Nodes | Check | Finding |");
        Line(output, "|---|---|---|---|");
        foreach (var folded in findings)
            Line(output, $"| {folded.Finding.Status} | {MarkdownText.Escape(folded.Nodes)} | {MarkdownText.Escape(folded.Finding.Check)} | {MarkdownText.Escape(Title(folded.Finding))} |");
        Line(output);
        foreach (var folded in findings.Where(folded => folded.NeedsAction))
            WriteDetails(folded, output);
    }

    private static void WriteDetails(FoldedFinding folded, TextWriter output)
    {
        var finding = folded.Finding;
        Line(output, $"## {finding.Status}: {MarkdownText.Escape(finding.Check)} on {MarkdownText.Escape(folded.Nodes)}");
        Line(output);
        Line(output, MarkdownText.Escape(Title(finding)));
        Line(output);
        foreach (var evidence in finding.Evidence)
            Line(output, $"- {MarkdownText.Code(evidence.ToString())}");
        if (finding.Evidence.Length > 0)
            Line(output);
        Paragraph(output, "", finding.Explanation);
        Paragraph(output, "**What to do:** ", finding.Remedy);
        Paragraph(output, "**Reference:** ", finding.Reference);
    }

    private static void Paragraph(TextWriter output, string label, string text)
    {
        if (text.Length == 0)
            return;
        Line(output, label + MarkdownText.Escape(text));
        Line(output);
    }

    private static string Title(Finding finding) => finding.Subject.Length == 0 ? finding.Title : $"{finding.Subject}: {finding.Title}";

    private static void Line(TextWriter output, string text = "")
    {
        output.Write(text);
        output.Write('\n');
    }
}
