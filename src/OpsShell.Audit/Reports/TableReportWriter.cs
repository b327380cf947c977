using OpsShell.Core.Findings;
using OpsShell.Core.Text;

namespace OpsShell.Audit.Reports;

/// <summary>
/// For people at a terminal: worst first, the nodes that agree on one line, what each judgement rests on and what to do
/// below it, and a line that sums up. Ok and NotApplicable are left out unless MinStatus asks for them.
/// </summary>
/// <param name="options">Width, colour and the least status.</param>
public sealed class TableReportWriter(ReportOptions options) : IAuditReportWriter
{
    private const int MinimumWidth = 24;
    private const int MinimumTitle = 24;
    private const string Gap = "  ";
    private const string Indent = "    ";

    /// <inheritdoc/>
    public void Write(AuditReport report, TextWriter output)
    {
        var findings = FoldedFinding.Fold(report, options.MinStatus ?? FindingStatus.Info);
        var widths = Widths.Of(findings, Math.Max(MinimumWidth, options.Width));
        if (findings.Length > 0)
            WriteRow(output, widths, ["NODE", "STATUS", "CHECK", "TITLE"], null);
        foreach (var folded in findings)
            Write(folded, widths, output);
        if (findings.Length > 0)
            output.Write('\n');
        WriteWrapped(output, ReportSummary.Line(report), "", "", widths.Line);
        if (ReportSummary.Cost(report) is { } cost)
            WriteWrapped(output, cost, "", "", widths.Line);
    }

    private void Write(FoldedFinding folded, Widths widths, TextWriter output)
    {
        var finding = folded.Finding;
        var told = finding.Subject.Length == 0 || finding.Title.StartsWith(finding.Subject + ":", StringComparison.Ordinal);
        var subject = told ? "" : $"{finding.Subject}: ";
        var cells = new[] { folded.Nodes, StatusText(finding.Status), finding.Check, subject + finding.Title };
        WriteRow(output, widths, cells.Select(DisplayText.Clean).ToArray(), finding.Status);
        if (!folded.NeedsAction)
            return;
        foreach (var evidence in finding.Evidence)
            WriteWrapped(output, DisplayText.Clean(evidence.ToString()), Indent, Indent + Gap, widths.Line);
        if (finding.Remedy.Length > 0)
            WriteWrapped(output, $"-> {DisplayText.Clean(finding.Remedy)}", Indent, Indent + "   ", widths.Line);
    }

    /// <summary>Cells that are too long go on below, each in its column; in a narrow terminal the title has lines of its own.</summary>
    private void WriteRow(TextWriter output, Widths widths, string[] cells, FindingStatus? status)
    {
        var stacked = widths.Title < MinimumTitle;
        int[] columns = stacked ? [widths.Node, widths.Status, widths.Check] : [widths.Node, widths.Status, widths.Check, widths.Title];
        var lines = columns.Select((width, column) => TextWrap.Wrap(cells[column], width)).ToList();
        for (var row = 0; row < lines.Max(cell => cell.Count); row++)
        {
            var texts = columns.Select((width, column) => (row < lines[column].Count ? lines[column][row] : "").PadRight(width)).ToArray();
            texts[^1] = texts[^1].TrimEnd();
            texts[1] = Colored(texts[1], status);
            output.Write(string.Join(Gap, texts).TrimEnd());
            output.Write('\n');
        }
        if (stacked)
            WriteWrapped(output, cells[3], Gap, Gap, widths.Line);
    }

    private string Colored(string text, FindingStatus? status)
    {
        if (!options.Color || status is null || string.IsNullOrWhiteSpace(text))
            return text;
        var code = status switch
        {
            FindingStatus.Critical => "1;31",
            FindingStatus.Warning => "33",
            FindingStatus.Unknown => "35",
            FindingStatus.Info => "36",
            FindingStatus.Ok => "32",
            _ => "2",
        };
        return $"\x1b[{code}m{text}\x1b[0m";
    }

    private static string StatusText(FindingStatus status) => status == FindingStatus.NotApplicable ? "N/A" : status.ToString();

    private static void WriteWrapped(TextWriter output, string text, string first, string next, int width)
    {
        var indent = first;
        foreach (var line in TextWrap.Wrap(text, Math.Max(1, width - next.Length)))
        {
            output.Write(indent);
            output.Write(line);
            output.Write('\n');
            indent = next;
        }
    }

    private sealed record Widths(int Line, int Node, int Status, int Check, int Title)
    {
        public static Widths Of(IReadOnlyCollection<FoldedFinding> findings, int line)
        {
            const int status = 8; // the longest, Critical
            var limit = Math.Min(line / 3, (line - status - (2 * Gap.Length)) / 2);
            var node = Longest(findings.Select(folded => DisplayText.Clean(folded.Nodes)), "NODE", limit);
            var check = Longest(findings.Select(folded => DisplayText.Clean(folded.Finding.Check)), "CHECK", limit);
            return new Widths(line, node, status, check, line - node - status - check - (3 * Gap.Length));
        }

        private static int Longest(IEnumerable<string> texts, string header, int limit) =>
            Math.Min(texts.Append(header).Max(text => text.Length), Math.Max(header.Length, limit));
    }
}
