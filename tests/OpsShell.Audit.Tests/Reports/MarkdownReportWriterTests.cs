using OpsShell.Audit.Reports;
using OpsShell.Core.Findings;

namespace OpsShell.Audit.Tests.Reports;

public class MarkdownReportWriterTests
{
    private static string[] Lines(AuditReport report) => Reports.Write(report, AuditReportFormat.Markdown).Split('\n');

    [Fact]
    public void HasATableAndTheDetails()
    {
        var lines = Lines(Reports.Mixed);
        Assert.Contains("| Critical | web01 | node/memory | Memory is short: 3 % available |", lines);
        Assert.Contains("| Info | web02 | node/cpu | SMT is off |", lines);
        Assert.Contains("## Warning: node/filesystem on web01", lines);
        Assert.Contains("- ` MemAvailable=1.2 GiB (/proc/meminfo) `", lines);
        Assert.Contains("**What to do:** Add memory.", lines);
        Assert.Contains(lines, line => line.StartsWith("3 nodes: 1 critical", StringComparison.Ordinal) && line.Contains("2026-03-04 03:06:07 UTC", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("## Info", StringComparison.Ordinal));
    }

    [Fact]
    public void AHealthyReportIsOneLine() =>
        Assert.Equal("# Audit\n\n1 node: 1 ok in 2.1 s. Started 2026-03-04 03:06:07 UTC, OpsShell 0.1.0.\n\n", Reports.Write(Reports.Report(Reports.Finding("n", FindingStatus.Ok)), AuditReportFormat.Markdown));

    [Fact]
    public void HostileTextMakesNoMarkup()
    {
        var lines = Lines(Reports.Evil);
        var rows = lines.Where(line => line.StartsWith('|')).ToList();
        Assert.All(rows, row => Assert.Equal(5, Unescaped(row, '|')));
        Assert.All(lines.Where(line => line.StartsWith("- ", StringComparison.Ordinal)), line => Assert.Contains("````", line, StringComparison.Ordinal));
        var outsideCode = lines.Where(line => !line.StartsWith("- ", StringComparison.Ordinal)).ToList();
        Assert.All(outsideCode, line =>
        {
            Assert.Equal(0, Unescaped(line, '<') + Unescaped(line, '`') + Unescaped(line, '['));
            Assert.DoesNotContain("https://", line, StringComparison.Ordinal);
            Assert.DoesNotContain("www.", line, StringComparison.Ordinal);
            Assert.DoesNotContain("@", line, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("plain 10.5 % of /var", "plain 10.5 % of /var")]
    [InlineData("1. item", @"1\. item")]
    [InlineData("- item", @"\- item")]
    [InlineData("a*b_c|d", @"a\*b\_c\|d")]
    [InlineData("x\ny", @"x\\ny")]
    public void Escapes(string text, string escaped) => Assert.Equal(escaped, MarkdownText.Escape(text));

    [Theory]
    [InlineData("a", "` a `")]
    [InlineData("a`b", "`` a`b ``")]
    [InlineData("```", "```` ``` ````")]
    [InlineData("", "")]
    public void CodeHasALongerFenceThanItsText(string text, string code) => Assert.Equal(code, MarkdownText.Code(text));

    private static int Unescaped(string line, char sign) =>
        line.Where((c, i) => c == sign && line[..i].Reverse().TakeWhile(before => before == '\\').Count() % 2 == 0).Count();
}
