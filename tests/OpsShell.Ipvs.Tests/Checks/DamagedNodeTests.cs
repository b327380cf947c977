using CsCheck;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Ipvs.Checks;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Tests.Checks;

/// <summary>Whatever a node sends instead of one of its files, every check of the area still gives findings.</summary>
public sealed class DamagedNodeTests
{
    private static readonly string[] Hostile = ["99999999999999999999999999", "-1", "18446744073709551615", "\u001b[2J", "\0", "\n", " ", ":", "/", "NaN", "\u202e", ""];

    private static readonly ProbeResults Answer = CheckNodes.Healthy.Probe(
        new IpvsChecks().Checks.SelectMany(check => check.Needs).SelectMany(fact => fact.Items));

    private static readonly (string Path, string Text)[] Files =
    [
        .. Answer.All.Where(result => result.Item.Kind is ProbeKind.File or ProbeKind.Glob)
            .SelectMany(result => result.Contents).Select(content => (content.Path, content.Text)).DistinctBy(file => file.Path),
    ];

    private static readonly string Addresses = Answer.Find(NodeAddresses.Command).Contents[0].Text;

    [Fact]
    public void Every_file_that_is_damaged_leaves_findings()
    {
        Assert.True(Files.Length > 30);
        Gen.Select(Gen.Int[0, Files.Length - 1], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[0, Hostile.Length - 1]).Sample(
            (which, at, length, insert) =>
            {
                var (path, text) = Files[which];
                AssertJudged(CheckNodes.Healthy.With(path, Damaged(text, at, length, Hostile[insert])));
            },
            iter: 300, threads: 1);
    }

    [Fact]
    public void Addresses_that_are_damaged_leave_findings() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[0, Hostile.Length - 1]).Sample(
            (at, length, insert) => AssertJudged(CheckNodes.Healthy.WithAnswer(NodeAddresses.Command, "exit 0\n" + Damaged(Addresses, at, length, Hostile[insert]))),
            iter: 100, threads: 1);

    private static string Damaged(string text, double at, double length, string insert)
    {
        var start = (int)(at * text.Length);
        var count = (int)(length * length * length * (text.Length - start));
        return text[..start] + insert + text[(start + count)..];
    }

    private static void AssertJudged(Testing.FixtureNode node) => Assert.All(new IpvsChecks().Checks, check =>
    {
        var findings = node.Run(check);
        Assert.NotEmpty(findings);
        Assert.All(findings.Where(finding => finding.Status is FindingStatus.Warning or FindingStatus.Critical), finding => Assert.NotEmpty(finding.Remedy));
    });
}
