using System.Text.Json;
using OpsShell.Audit.Reports;
using OpsShell.Core.Findings;

namespace OpsShell.Audit.Tests.Reports;

public class SarifReportWriterTests
{
    private static JsonElement Run(AuditReport report)
    {
        var root = JsonDocument.Parse(Reports.Write(report, AuditReportFormat.Sarif)).RootElement;
        Assert.Equal("2.1.0", root.GetProperty("version").GetString());
        return Assert.Single(root.GetProperty("runs").EnumerateArray());
    }

    [Theory]
    [InlineData(FindingStatus.Critical, "fail", "error")]
    [InlineData(FindingStatus.Warning, "fail", "warning")]
    [InlineData(FindingStatus.Unknown, "open", "none")]
    [InlineData(FindingStatus.Info, "informational", "none")]
    [InlineData(FindingStatus.Ok, "pass", "none")]
    [InlineData(FindingStatus.NotApplicable, "notApplicable", "none")]
    public void AStatusHasAKindAndALevel(FindingStatus status, string kind, string level)
    {
        var result = Assert.Single(Run(Reports.Report(Reports.Finding("n", status))).GetProperty("results").EnumerateArray());
        Assert.Equal((kind, level), (result.GetProperty("kind").GetString(), result.GetProperty("level").GetString()));
        Assert.Equal(status.ToString(), result.GetProperty("properties").GetProperty("status").GetString());
    }

    [Fact]
    public void EveryResultPointsAtItsRule()
    {
        foreach (var report in new[] { Reports.Mixed, Reports.Unread, Reports.Evil })
        {
            var run = Run(report);
            var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()).ToList();
            Assert.Equal(rules.Count, rules.Distinct().Count());
            Assert.All(run.GetProperty("results").EnumerateArray(), result =>
                Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()]));
        }
    }

    [Fact]
    public void TheLocationIsTheNodeAndItsPart()
    {
        var locations = Run(Reports.Mixed).GetProperty("results").EnumerateArray()
            .Select(result => result.GetProperty("locations")[0].GetProperty("logicalLocations")[0].GetProperty("fullyQualifiedName").GetString()).ToList();
        Assert.Contains("web01:/var", locations);
        Assert.Contains("web02", locations);
    }

    [Fact]
    public void NodesThatWereNotReadAreNotifications()
    {
        var invocation = Run(Reports.Unread with { Interrupted = true }).GetProperty("invocations")[0];
        Assert.False(invocation.GetProperty("executionSuccessful").GetBoolean());
        Assert.Equal(3, invocation.GetProperty("exitCode").GetInt32());
        Assert.Equal("2026-03-04T03:06:07Z", invocation.GetProperty("startTimeUtc").GetString());
        Assert.Contains("did not answer", Assert.Single(invocation.GetProperty("toolExecutionNotifications").EnumerateArray()).GetProperty("message").GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void AMessageHasNeitherLinksNorPlaceholdersOfANode()
    {
        var text = Run(Reports.Evil).GetProperty("results")[0].GetProperty("message").GetProperty("text").GetString()!;
        Assert.Contains(@"\[x\](https", text, StringComparison.Ordinal);
        Assert.Contains("{{0}}", text, StringComparison.Ordinal);
        Assert.Contains(@"\\x1b\[31mred", text, StringComparison.Ordinal);
    }
}
