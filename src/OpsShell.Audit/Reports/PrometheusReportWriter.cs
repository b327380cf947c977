using System.Globalization;
using OpsShell.Core.Findings;
using OpsShell.Core.Text;

namespace OpsShell.Audit.Reports;

/// <summary>
/// Prometheus text exposition (format 0.0.4), for node_exporter's textfile collector or a push gateway. The value of
/// <c>opsshell_check_status</c> follows the monitoring plug-ins: 0 Ok and Info, 1 Warning, 2 Critical, 3 Unknown;
/// NotApplicable has no sample. Of several findings with the same labels the worst counts, because a series may stand only once.
/// </summary>
/// <param name="options">The least status; all by default.</param>
public sealed class PrometheusReportWriter(ReportOptions options) : IAuditReportWriter
{
    /// <inheritdoc/>
    public void Write(AuditReport report, TextWriter output)
    {
        Head(output, "opsshell_check_status", "Result of a check: 0 ok, 1 warning, 2 critical, 3 unknown.");
        foreach (var group in report.AtLeast(options.MinStatus ?? FindingStatus.Ok)
                     .Where(finding => finding.Status != FindingStatus.NotApplicable)
                     .GroupBy(finding => Labels(("node", finding.ComputerName), ("check", finding.Check), ("subject", finding.Subject)), StringComparer.Ordinal))
            Sample(output, "opsshell_check_status", group.Key, Value(group.MaxBy(finding => FindingOrder.Severity(finding.Status))!.Status));

        Head(output, "opsshell_finding_count", "Findings of the last audit, by status.");
        foreach (var status in Enum.GetValues<FindingStatus>())
            Sample(output, "opsshell_finding_count", Labels(("status", status.ToString())), report.Count(status));

        // Two recordings of one node have one name: a node is up when all of them were read.
        var nodes = report.Nodes.GroupBy(node => Labels(("node", node.ComputerName)), StringComparer.Ordinal).ToList();
        Head(output, "opsshell_node_up", "Whether the node was read: 1 yes, 0 no.");
        foreach (var node in nodes)
            Sample(output, "opsshell_node_up", node.Key, node.All(one => one.Error is null) ? 1 : 0);
        Head(output, "opsshell_node_duration_seconds", "Time that reading the node took.");
        foreach (var node in nodes)
            Sample(output, "opsshell_node_duration_seconds", node.Key, node.Max(one => one.Duration).TotalSeconds);
        Head(output, "opsshell_node_cpu_seconds", "CPU time that the audit took on the node, where known.");
        foreach (var node in nodes.Where(node => node.Any(one => one.RemoteCpuTime is not null)))
            Sample(output, "opsshell_node_cpu_seconds", node.Key, node.Max(one => one.RemoteCpuTime ?? TimeSpan.Zero).TotalSeconds);

        Single(output, "opsshell_audit_timestamp_seconds", "When the audit began, in Unix time.", report.StartedAt.ToUnixTimeMilliseconds() / 1000.0);
        Single(output, "opsshell_audit_duration_seconds", "Time that the audit took.", report.Duration.TotalSeconds);
        Single(output, "opsshell_audit_interrupted", "Whether the audit was ended early: 1 yes, 0 no.", report.Interrupted ? 1 : 0);
    }

    private static int Value(FindingStatus status) => status switch
    {
        FindingStatus.Warning => 1,
        FindingStatus.Critical => 2,
        FindingStatus.Unknown => 3,
        _ => 0,
    };

    private static void Single(TextWriter output, string name, string help, double value)
    {
        Head(output, name, help);
        Sample(output, name, "", value);
    }

    private static void Head(TextWriter output, string name, string help) => output.Write($"# HELP {name} {help}\n# TYPE {name} gauge\n");

    private static void Sample(TextWriter output, string name, string labels, double value) =>
        output.Write(string.Create(CultureInfo.InvariantCulture, $"{name}{labels} {value:R}\n"));

    private static string Labels(params (string Name, string Value)[] labels) =>
        $"{{{string.Join(',', labels.Select(label => $"{label.Name}=\"{Escape(label.Value)}\""))}}}";

    /// <summary>Backslash, quote and line feed are all that the format escapes; what else is hidden is made visible first.</summary>
    private static string Escape(string value) =>
        DisplayText.Clean(value).Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
