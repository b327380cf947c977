using System.Text.Json;
using OpsShell.EndToEnd.Tests.Harness;

namespace OpsShell.Lab.Tests;

/// <summary>What <c>opsshell audit</c> found, as its JSON says.</summary>
internal sealed record AuditReport(IReadOnlyList<AuditReport.Node> Nodes, IReadOnlyList<AuditReport.Finding> Findings)
{
    /// <summary>Audits nodes with all that is found, the good as well.</summary>
    public static AuditReport Of(Sandbox desk, string nodes, params string[] arguments)
    {
        var run = desk.Ops(["audit", nodes, "-Output", "json", "-MinStatus", "NotApplicable", .. arguments]).IsQuiet();
        Assert.InRange(run.ExitCode, 0, 3);
        using var document = JsonDocument.Parse(run.Output);
        var root = document.RootElement;
        return new AuditReport(
            [.. root.GetProperty("nodes").EnumerateArray().Select(node => new Node(Text(node, "computerName"), Error(node.GetProperty("error"))))],
            [.. root.GetProperty("findings").EnumerateArray().Select(ReadFinding)]);
    }

    /// <summary>The findings of a check.</summary>
    public IEnumerable<Finding> Check(string id) => Findings.Where(finding => finding.Check == id);

    /// <summary>The one finding of a check on a subject, and fails with the report when there is none.</summary>
    public Finding Single(string check, string subject)
    {
        var found = Check(check).Where(finding => finding.Subject == subject).ToList();
        Assert.True(found.Count == 1, $"{check} has {found.Count} findings on '{subject}'\n{string.Join('\n', Check(check))}");
        return found[0];
    }

    private static string? Error(JsonElement error) => error.ValueKind == JsonValueKind.Null ? null : Text(error, "id");

    private static Finding ReadFinding(JsonElement finding) => new(
        Text(finding, "computerName"), Text(finding, "check"), Text(finding, "status"), Text(finding, "subject"), Text(finding, "title"), Text(finding, "explanation"),
        [.. finding.GetProperty("evidence").EnumerateArray().Select(evidence => $"{Text(evidence, "source")}: {Text(evidence, "name")}={Text(evidence, "value")}")]);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    /// <summary>A node, with the id of the error that kept it from being read.</summary>
    internal sealed record Node(string Name, string? Error);

    /// <summary>A finding.</summary>
    internal sealed record Finding(string Node, string Check, string Status, string Subject, string Title, string Explanation, IReadOnlyList<string> Evidence)
    {
        public override string ToString() => $"{Node} {Check} {Status} '{Subject}' {Title} [{string.Join("; ", Evidence)}]";
    }
}
