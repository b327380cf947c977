using CsCheck;
using OpsShell.Audit.Reports;
using OpsShell.Core.Findings;
using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;

namespace OpsShell.Audit.Tests.Reports;

public class TableReportWriterTests
{
    private static string Table(AuditReport report, int width = 100, FindingStatus? minStatus = null, bool color = false) =>
        Reports.Write(report, AuditReportFormat.Table, new ReportOptions { Width = width, MinStatus = minStatus, Color = color });

    [Fact]
    public void TellsTheWorstFirstAndSumsUp() => Assert.Equal(
        """
        NODE   STATUS    CHECK            TITLE
        web01  Critical  node/memory      Memory is short: 3 % available
            MemAvailable=1.2 GiB (/proc/meminfo)
            -> Add memory.
        web01  Warning   node/filesystem  /var: 8 % free
            MemAvailable=1.2 GiB (/proc/meminfo)
            -> Make room.
        web03  Unknown   node/disk        sda: Could not tell
            MemAvailable=1.2 GiB (/proc/meminfo)
        web02  Info      node/cpu         SMT is off

        3 nodes: 1 critical, 1 warning, 1 unknown, 1 info, 1 ok, 1 not applicable in 2.1 s
        CPU time on a node: 41 ms on average, 41 ms at most

        """, Table(Reports.Mixed));

    [Fact]
    public void MinStatusAsksForMoreOrLess()
    {
        Assert.Contains("N/A       node/psi", Table(Reports.Mixed, minStatus: FindingStatus.NotApplicable), StringComparison.Ordinal);
        var critical = Table(Reports.Mixed, minStatus: FindingStatus.Critical);
        Assert.DoesNotContain("Warning", critical, StringComparison.Ordinal);
        Assert.Contains("1 warning", critical, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FindingStatus.Info)]
    [InlineData(FindingStatus.Unknown)]
    [InlineData(FindingStatus.Warning)]
    [InlineData(FindingStatus.Critical)]
    public void MinStatusNeverHidesANodeThatWasNotRead(FindingStatus minStatus)
    {
        var options = new ReportOptions { Width = 100, MinStatus = minStatus };
        Assert.Contains("web04", Reports.Write(Reports.Unread, AuditReportFormat.Table, options), StringComparison.Ordinal);
        Assert.Contains("web04", Reports.Write(Reports.Unread, AuditReportFormat.Markdown, options), StringComparison.Ordinal);
    }

    [Fact]
    public void AHealthyFleetIsOneLine()
    {
        var text = Table(Reports.Report(Reports.Finding("a", FindingStatus.Ok)) with { Nodes = [new AuditedNode("a", NodeTransport.Local, TimeSpan.Zero)] });
        Assert.Equal("1 node: 1 ok in 2.1 s\n", text);
    }

    [Fact]
    public void NodesThatAgreeAreFolded()
    {
        var findings = Enumerable.Range(1, 40).Select(i => Reports.Finding($"web{i:D2}", FindingStatus.Warning)).Append(Reports.Finding("web50", FindingStatus.Warning, title: "other"));
        var text = Table(Reports.Report([.. findings]));
        Assert.Contains("web[01-40]  Warning   node/memory", text, StringComparison.Ordinal);
        Assert.Contains("web50       Warning", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("Warning").Length - 1);
    }

    [Fact]
    public void ANodeThatWasNotReadHasOneLine()
    {
        var text = Table(Reports.Unread);
        Assert.Contains("web04  Unknown   (all checks)", text, StringComparison.Ordinal);
        Assert.Contains("-> Look at the network.", text, StringComparison.Ordinal);
        Assert.Equal(1, text.Split("web04  ").Length - 1);
        var many = Enumerable.Range(1, 9).Select(i => new AuditedNode($"n{i}", NodeTransport.Ssh, TimeSpan.Zero, new NodeError(NodeErrorId.Cancelled, "interrupted", "")));
        Assert.Contains("n[1-9]", Table(Reports.Report() with { Nodes = [.. many] }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(24)]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(132)]
    public void NoLineIsWiderThanTheTerminal(int width)
    {
        var word = Gen.OneOf(Gen.String[Gen.Char["abcdefgh -,:/"], 0, 120], Gen.String);
        Gen.Select(word, word, word, word).Sample((node, subject, title, remedy) =>
        {
            var report = Reports.Report(Reports.Finding("n" + node, FindingStatus.Critical, "node/filesystem", subject, title, remedy), Reports.Finding("web1", FindingStatus.Info));
            Assert.All(Table(report, width).Split('\n'), line => Assert.True(line.Length <= width, line));
        }, iter: 300, threads: 1);
    }

    [Fact]
    public void ColourIsOnlyWhereItWasAskedForAndNeverTheNodes()
    {
        Assert.DoesNotContain('\x1b', Table(Reports.Mixed));
        Assert.Contains("\x1b[1;31mCritical\x1b[0m", Table(Reports.Mixed, color: true), StringComparison.Ordinal);
        var evil = Table(Reports.Evil, color: true);
        Assert.DoesNotContain("\x1b[31m", evil, StringComparison.Ordinal);
        Assert.Contains(@"\x1b[31mred", Table(Reports.Evil, 2000), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 5, "")]
    [InlineData("abc", 5, "abc")]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("abcdefghij", 4, "abcd|efgh|ij")]
    [InlineData("web01,web02,web03", 7, "web01,|web02,|web03")]
    [InlineData("😀😀", 3, "😀|😀")]
    public void Wraps(string text, int width, string lines) => Assert.Equal(lines, string.Join('|', TextWrap.Wrap(text, width)));
}
