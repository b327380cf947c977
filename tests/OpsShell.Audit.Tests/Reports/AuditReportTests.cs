using CsCheck;
using OpsShell.Audit.Reports;
using OpsShell.Core.Findings;

namespace OpsShell.Audit.Tests.Reports;

public class AuditReportTests
{
    [Theory]
    [InlineData(0, FindingStatus.Ok)]
    [InlineData(0, FindingStatus.Ok, FindingStatus.Info, FindingStatus.NotApplicable)]
    [InlineData(0, FindingStatus.NotApplicable)]
    [InlineData(1, FindingStatus.Ok, FindingStatus.Unknown, FindingStatus.Warning)]
    [InlineData(2, FindingStatus.Unknown, FindingStatus.Warning, FindingStatus.Critical)]
    [InlineData(3, FindingStatus.Ok, FindingStatus.Unknown, FindingStatus.Info)]
    [InlineData(3)]
    public void TheExitCodeIsThatOfTheWorst(int exitCode, params FindingStatus[] statuses) =>
        Assert.Equal(exitCode, Reports.Report([.. statuses.Select(status => Reports.Finding("n", status))]).ExitCode);

    [Fact]
    public void WhatIsMissingIsNeverHealthy()
    {
        Assert.Equal(3, (Reports.Mixed with { Interrupted = true }).ExitCode);
        var ok = Reports.Report(Reports.Finding("n", FindingStatus.Ok));
        Assert.Equal(3, (ok with { Nodes = Reports.Unread.Nodes }).ExitCode);
        Assert.Equal(2, Reports.Unread.ExitCode);
    }

    [Fact]
    public void TheWorstComesFirstThenNaturalOrder()
    {
        var report = Reports.Report(
            Reports.Finding("n10", FindingStatus.Warning), Reports.Finding("n9", FindingStatus.Warning), Reports.Finding("n1", FindingStatus.Ok),
            Reports.Finding("n2", FindingStatus.NotApplicable), Reports.Finding("n3", FindingStatus.Info), Reports.Finding("n4", FindingStatus.Unknown),
            Reports.Finding("n9", FindingStatus.Warning, "node/cpu"), Reports.Finding("n99", FindingStatus.Critical));
        Assert.Equal("n99 n9 n9 n10 n4 n3 n1 n2", string.Join(' ', report.AtLeast(FindingStatus.NotApplicable).Select(finding => finding.ComputerName)));
        Assert.Equal("n99 n9 n9 n10 n4", string.Join(' ', report.AtLeast(FindingStatus.Warning).Select(finding => finding.ComputerName)));
    }

    [Theory]
    [InlineData(0.0414, "41 ms")]
    [InlineData(0.99999, "1.0 s")]
    [InlineData(2.12, "2.1 s")]
    [InlineData(185, "3 minutes, 5 seconds")]
    public void TimesAreForPeople(double seconds, string text) => Assert.Equal(text, ReportSummary.Time(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void SumsUp()
    {
        Assert.Equal("3 nodes: 1 critical, 1 warning, 1 unknown, 1 info, 1 ok, 1 not applicable in 2.1 s", ReportSummary.Line(Reports.Mixed));
        Assert.Equal("4 nodes (1 not read): 1 critical, 1 warning, 3 unknown, 1 info, 1 ok, 1 not applicable in 2.1 s", ReportSummary.Line(Reports.Unread));
        Assert.Equal("Interrupted, partial result: 1 node: 2 warnings in 2.1 s", ReportSummary.Line(Reports.Report(Reports.Finding("a", FindingStatus.Warning), Reports.Finding("a", FindingStatus.Warning)) with { Interrupted = true }));
        Assert.Equal("1 node: 1 not applicable in 2.1 s", ReportSummary.Line(Reports.Report(Reports.Finding("a", FindingStatus.NotApplicable))));
        Assert.Equal("0 nodes: nothing found in 2.1 s", ReportSummary.Line(Reports.Report()));
    }

    [Fact]
    public void EveryFormatHasAWriterAndEndsItsLastLine()
    {
        foreach (var format in Enum.GetValues<AuditReportFormat>())
        {
            foreach (var report in new[] { Reports.Report(), Reports.Mixed, Reports.Unread, Reports.Evil })
            {
                var text = Reports.Write(report, format);
                Assert.EndsWith("\n", text, StringComparison.Ordinal);
                Reports.AssertNothingHidden(text);
            }
        }
    }

    [Fact]
    public void ArbitraryTextOfNodesIsVisibleInEveryFormat()
    {
        Gen.Select(Gen.String, Gen.Int[20, 200]).Sample((text, width) =>
        {
            var report = Reports.Report(Reports.Finding("n" + text, FindingStatus.Critical, "node/memory", text, text, text));
            foreach (var format in Enum.GetValues<AuditReportFormat>())
                Reports.AssertNothingHidden(Reports.Write(report, format, new ReportOptions { Width = width }));
        }, iter: 300, threads: 1);
    }
}
