using System.Globalization;
using OpsShell.Audit.Reports;
using OpsShell.Core.Findings;
using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;

namespace OpsShell.Audit.Tests.Reports;

/// <summary>Reports for tests, also with what a hostile node may send.</summary>
internal static class Reports
{
    /// <summary>Everything that could break out of a format or reach a terminal.</summary>
    public const string Hostile =
        "\u001b[31mred\u001b[0m \"quoted\" 'single' <b>&amp;</b> ]]> | a,b \\ `code` ``` [x](https://evil.example) www.evil.example @team "
        + "{0} {{}} $HOME \0 \u0007 \u009b1m \u202egnp.exe \u2028 \ufeff \ufffe \ud83d \n# HELP x y\nopsshell_node_up{node=\"fake\"} 1\r\n--- \u007f end";

    public static Finding Finding(
        string node, FindingStatus status, string check = "node/memory", string subject = "", string title = "Memory is short: 3 % available", string remedy = "") => new()
        {
            ComputerName = node,
            Check = check,
            Area = check.Split('/')[0],
            Status = status,
            Subject = subject,
            Title = title,
            Evidence = [new Evidence("/proc/meminfo", "MemAvailable", "1.2 GiB")],
            Explanation = "The kernel will soon kill.",
            Remedy = remedy,
            Reference = "https://docs.kernel.org/filesystems/proc.html",
        };

    public static AuditReport Report(params Finding[] findings) => new()
    {
        ToolVersion = "0.1.0",
        StartedAt = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(2)),
        Duration = TimeSpan.FromSeconds(2.1),
        Nodes = [.. findings.Select(finding => finding.ComputerName).Distinct().Select(name => new AuditedNode(name, NodeTransport.Ssh, TimeSpan.FromSeconds(1.5), null, TimeSpan.FromMilliseconds(41)))],
        Findings = [.. findings],
        Checks = [new CheckInfo("node/memory", "Memory", "Compares MemAvailable.", "https://docs.kernel.org/filesystems/proc.html")],
    };

    /// <summary>Each status once, on three nodes.</summary>
    public static AuditReport Mixed { get; } = Report(
        Finding("web02", FindingStatus.Ok, "node/clock", title: "The clock is synchronised"),
        Finding("web01", FindingStatus.Warning, "node/filesystem", "/var", "8 % free", "Make room."),
        Finding("web01", FindingStatus.Critical, remedy: "Add memory."),
        Finding("web03", FindingStatus.NotApplicable, "node/psi", title: "No PSI"),
        Finding("web03", FindingStatus.Unknown, "node/disk", "sda", "Could not tell"),
        Finding("web02", FindingStatus.Info, "node/cpu", title: "SMT is off"));

    public static AuditReport Unread { get; } = Mixed with
    {
        Nodes = [.. Mixed.Nodes, new AuditedNode("web04", NodeTransport.Ssh, TimeSpan.FromSeconds(10), new NodeError(NodeErrorId.ConnectTimedOut, "web04 did not answer within 10 s.", "Look at the network."))],
        Findings = [.. Mixed.Findings, Finding("web04", FindingStatus.Unknown, title: "The node was not read"), Finding("web04", FindingStatus.Unknown, "node/cpu", title: "The node was not read")],
    };

    /// <summary>Hostile text in every member that a node has a hand in.</summary>
    public static AuditReport Evil { get; } = Report(
        [.. Enum.GetValues<FindingStatus>().Select(status => Finding(Hostile, status, "node/memory", Hostile, Hostile, Hostile) with { Evidence = [new Evidence(Hostile, Hostile, Hostile)], Explanation = Hostile, Reference = Hostile })]) with
    {
        Nodes = [new AuditedNode(Hostile, NodeTransport.Snapshot, TimeSpan.Zero, new NodeError(NodeErrorId.Unexpected, Hostile, Hostile))],
    };

    public static string Write(AuditReport report, AuditReportFormat format, ReportOptions? options = null)
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE"); // a comma for the point: no format may follow it
        try
        {
            using var output = new StringWriter();
            AuditReportWriters.Create(format, options ?? new ReportOptions()).Write(report, output);
            return output.ToString();
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    public static void AssertNothingHidden(string text) =>
        Assert.DoesNotContain(text, c => (char.IsControl(c) && c != '\n') || c is '\u202e' or '\u2028' or '\ufeff');
}
