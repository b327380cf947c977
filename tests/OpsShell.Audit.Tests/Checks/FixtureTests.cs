using OpsShell.Audit.Checks;
using OpsShell.Audit.Facts;
using OpsShell.Core.Findings;

namespace OpsShell.Audit.Tests.Checks;

/// <summary>Each check on each fixture: what a kernel does not have is never taken for healthy, and the sick node's ills are all found.</summary>
public sealed class FixtureTests
{
    public static TheoryData<string, string, FindingStatus> Expected
    {
        get
        {
            string[] names = ["cpu", "memory", "psi", "filesystem", "disk", "nic", "softnet", "conntrack", "tcp", "file-handles", "clock", "systemd", "kernel-log"];
            const FindingStatus ok = FindingStatus.Ok, warning = FindingStatus.Warning, critical = FindingStatus.Critical, unknown = FindingStatus.Unknown;
            const FindingStatus notApplicable = FindingStatus.NotApplicable;
            (string Node, FindingStatus[] Worst)[] rows =
            [
                ("opencloudos9-6.6", [ok, ok, unknown, ok, ok, ok, ok, ok, ok, ok, ok, ok, ok]),
                ("opencloudos8-5.4", [ok, ok, unknown, ok, ok, ok, ok, ok, ok, ok, ok, ok, ok]),
                ("centos7-3.10", [ok, ok, unknown, ok, ok, ok, ok, ok, ok, ok, ok, ok, ok]),
                ("kernel-6.18-vm", [ok, ok, ok, ok, ok, ok, ok, ok, ok, ok, ok, notApplicable, ok]),
                ("debian12-6.1-lab", [ok, ok, ok, ok, ok, ok, ok, ok, ok, ok, warning, ok, ok]),
                ("k8s-opencloudos8-5.4", [ok, ok, unknown, ok, ok, ok, ok, warning, ok, ok, ok, ok, ok]),
                ("k8s-opencloudos9-6.6", [ok, ok, ok, ok, ok, ok, warning, ok, ok, ok, ok, ok, ok]),
                ("k8s-centos7-3.10", [ok, warning, unknown, ok, ok, ok, ok, warning, warning, ok, ok, ok, ok]),
                ("k8s-128cpu-5.4", [warning, ok, unknown, ok, ok, ok, warning, ok, ok, ok, ok, ok, ok]),
                ("sick-6.6", [critical, critical, critical, critical, critical, critical, critical, critical, critical, critical, warning, critical, critical]),
            ];
            var data = new TheoryData<string, string, FindingStatus>();
            foreach (var (node, worst) in rows)
            {
                for (var at = 0; at < names.Length; at++)
                    data.Add(node, "node/" + names[at], worst[at]);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Expected))]
    public void Check_judges_fixture(string node, string id, FindingStatus worst)
    {
        var check = new NodeChecks().Checks.Single(item => item.Info.Id == id);
        var findings = Nodes.Load(node).Run(check);
        Assert.NotEmpty(findings);
        var judged = findings.Where(finding => finding.Status <= FindingStatus.Critical).Select(finding => finding.Status).ToArray();
        var actual = judged.Length > 0 ? judged.Max() : findings.Single().Status;
        Assert.True(worst == actual, $"expected {worst}: {string.Join("; ", findings.Select(finding => $"{finding.Status} {finding.Title}"))}");
    }

    [Theory]
    [InlineData("opencloudos9-6.6")]
    [InlineData("opencloudos8-5.4")]
    [InlineData("centos7-3.10")]
    [InlineData("kernel-6.18-vm")]
    [InlineData("debian12-6.1-lab")]
    [InlineData("k8s-opencloudos8-5.4")]
    [InlineData("k8s-opencloudos9-6.6")]
    [InlineData("k8s-centos7-3.10")]
    [InlineData("k8s-128cpu-5.4")]
    [InlineData("sick-6.6")]
    public void Findings_have_what_a_person_needs(string node)
    {
        foreach (var finding in new NodeChecks().Checks.SelectMany(check => Nodes.Load(node).Run(check)))
        {
            Assert.NotEmpty(finding.Title);
            Assert.NotEmpty(finding.Evidence);
            Assert.All(finding.Evidence, item => Assert.All([item.Source, item.Name, item.Value], Assert.NotEmpty));
            Assert.NotEmpty(finding.Reference);
            if (finding.Status is FindingStatus.Warning or FindingStatus.Critical)
            {
                Assert.NotEmpty(finding.Explanation);
                Assert.NotEmpty(finding.Remedy);
            }
        }
    }

    [Theory]
    [InlineData("kernel-6.18-vm")]
    [InlineData("debian12-6.1-lab")]
    [InlineData("sick-6.6")]
    public void Check_and_subject_name_a_finding(string node)
    {
        foreach (var findings in new NodeChecks().Checks.Select(check => Nodes.Load(node).Run(check)))
            Assert.Equal(findings.Length, findings.Select(finding => finding.Subject).Distinct().Count());
    }

    [Fact]
    public void Errors_of_commands_name_the_tool_and_not_the_script()
    {
        var garbage = Nodes.Healthy;
        foreach (var item in new[] { FilesystemUsage.Item, ClockSync.Item, FailedUnits.Item, KernelLog.Item })
            garbage = garbage.WithAnswer(item, "exit 0\n\u001b]0;x\u0007 garbage\n");
        var nothing = new Testing.FixtureNode().With("/proc/1/mounts", "/dev/sda1 / xfs rw 0 0\n");
        foreach (var finding in new[] { garbage, nothing }.SelectMany(node => new NodeChecks().Checks.SelectMany(check => node.Run(check))))
        {
            Assert.True(finding.Title.Length < 250, finding.Title);
            Assert.DoesNotContain('\u001b', finding.Title);
            Assert.All(finding.Evidence, evidence => Assert.True(evidence.Source.Length < 120, evidence.Source));
        }
    }

    [Fact]
    public void Node_that_gives_nothing_is_unknown_in_every_check()
    {
        var nothing = new Testing.FixtureNode();
        foreach (var check in new NodeChecks().Checks)
        {
            var findings = nothing.Run(check);
            Assert.NotEmpty(findings);
            // Without the files of connection tracking the module is not loaded; all else must be there.
            var expected = check.Info.Id == "node/conntrack" ? FindingStatus.NotApplicable : FindingStatus.Unknown;
            Assert.All(findings, finding => Assert.Equal(expected, finding.Status));
        }
    }
}
