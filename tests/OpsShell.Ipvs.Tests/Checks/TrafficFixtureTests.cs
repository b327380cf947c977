using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Ipvs.Checks;
using OpsShell.Ipvs.Facts;
using OpsShell.Ipvs.Tests.Facts;
using OpsShell.Testing;

namespace OpsShell.Ipvs.Tests.Checks;

/// <summary>The checks of traffic on each fixture: the status of every subject.</summary>
public sealed class TrafficFixtureTests
{
    private static readonly Check[] All =
    [
        new ConnectionReuseCheck(), new PortReusePressureCheck(), new DeadServerTrafficCheck(), new StuckDrainCheck(), new NoRealServerCheck(), new IpvsConntrackCheck(),
        new TimeoutsCheck(), new ExpireCheck(), new HalfOpenCheck(), new DefenceCheck(),
    ];

    public static TheoryData<string> Names => [.. CheckNodes.Names];

    [Fact]
    public void All_are_registered()
    {
        var registered = new IpvsChecks().Checks.Select(check => check.GetType()).ToHashSet();
        Assert.All(All, check => Assert.Contains(check.GetType(), registered));
    }

    [Theory]
    [InlineData("k8s-opencloudos8-5.4", "port-reuse-pressure: services Ok, syn-retransmits Warning")]
    [InlineData("k8s-opencloudos9-6.6", "port-reuse-pressure: services Ok, syn-retransmits Ok")]
    [InlineData("k8s-opencloudos8-5.4", "dead-real-server-traffic: 10.244.4.77:8080 of TCP 10.96.77.1:80 Critical")]
    [InlineData("k8s-opencloudos8-5.4", "stuck-drain: - Info")]
    [InlineData("k8s-opencloudos8-5.4", "no-real-server: - Ok")]
    [InlineData("k8s-opencloudos8-5.4", "conntrack: setting Ok, table Ok, limit Ok, insert-failed Ok")]
    [InlineData("k8s-opencloudos8-5.4", "timeouts: tcp Info")]
    [InlineData("k8s-opencloudos8-5.4", "expire: expire_nodest_conn Ok, expire_quiescent_template Ok")]
    [InlineData("k8s-opencloudos8-5.4", "half-open: - Info")]
    [InlineData("k8s-opencloudos9-6.6", "half-open: - Ok")]
    [InlineData("k8s-opencloudos8-5.4", "defence-active: - Ok")]
    [InlineData("k8s-opencloudos9-6.6", "dead-real-server-traffic: - Ok")]
    [InlineData("k8s-opencloudos9-6.6", "stuck-drain: - Ok")]
    [InlineData("k8s-opencloudos9-6.6", "conntrack: setting Ok, table Ok, limit Ok, insert-failed Ok")]
    [InlineData("k8s-opencloudos9-6.6", "timeouts: values Unknown, tcp Info")]
    [InlineData("k8s-centos7-3.10", "conntrack: setting Ok, table Ok, limit Ok, insert-failed Warning")]
    [InlineData("k8s-centos7-3.10", "expire: expire_nodest_conn Ok, expire_quiescent_template Ok")]
    [InlineData("k8s-128cpu-5.4", "timeouts: tcp Info")]
    [InlineData("k8s-128cpu-5.4", "no-real-server: - Ok")]
    [InlineData("debian12-6.1-lab", "conntrack: setting Ok, table Ok, insert-failed Ok")]
    [InlineData("debian12-6.1-lab", "expire: expire_nodest_conn Info, expire_quiescent_template Ok")]
    [InlineData("debian12-6.1-lab", "timeouts: tcp Unknown")]
    [InlineData("debian12-6.1-lab", "port-reuse-pressure: services Unknown, syn-retransmits Ok")]
    public void Check_judges_fixture(string node, string expected)
    {
        var id = "ipvs/" + expected[..expected.IndexOf(':', StringComparison.Ordinal)];
        var findings = CheckNodes.Load(node).Run(All.Single(check => check.Info.Id == id));
        Assert.Equal(expected, $"{id[5..]}: {string.Join(", ", findings.Select(finding => $"{(finding.Subject.Length == 0 ? "-" : finding.Subject)} {finding.Status}"))}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Findings_have_what_a_person_needs(string node)
    {
        foreach (var check in All)
        {
            var findings = CheckNodes.Load(node).Run(check);
            Assert.NotEmpty(findings);
            Assert.Equal(findings.Length, findings.Select(finding => finding.Subject).Distinct().Count());
            foreach (var finding in findings)
            {
                Assert.NotEmpty(finding.Evidence);
                Assert.All(finding.Evidence, item => Assert.All([item.Source, item.Name, item.Value], Assert.NotEmpty));
                Assert.True(finding.Title.Length < 300, finding.Title);
                if (finding.Status is FindingStatus.Warning or FindingStatus.Critical)
                    Assert.All([finding.Explanation, finding.Remedy, finding.Reference], Assert.NotEmpty);
            }
        }
    }

    [Fact]
    public void Node_without_ipvs_is_not_their_concern() =>
        Assert.All(All, check => Assert.Equal(FindingStatus.NotApplicable, Assert.Single(new FixtureNode().Run(check)).Status));

    [Fact]
    public void Node_that_gives_the_table_alone_is_never_healthy_by_default()
    {
        var node = new FixtureNode().With(IpvsTable.Source, IpvsText.Heading + "TCP  0A600001:01BB rr \n  -> C0A80A0B:192B      Masq    1      4          0         \n");
        Check[] ofTableAlone = [.. All.Where(check => check.Info.Id is "ipvs/dead-real-server-traffic" or "ipvs/stuck-drain" or "ipvs/no-real-server" or "ipvs/half-open")];
        foreach (var finding in All.Except(ofTableAlone).SelectMany(check => node.Run(check)))
            Assert.True(finding.Status is FindingStatus.Unknown or FindingStatus.NotApplicable, $"{finding.Check} {finding.Subject}: {finding.Status}");
    }

    [Fact]
    public void Unreadable_table_is_unknown()
    {
        var node = CheckNodes.Load("k8s-opencloudos9-6.6").WithError(IpvsTable.Source, ProbeStatus.Denied, "Permission denied");
        Assert.All(All, check => Assert.Equal(FindingStatus.Unknown, Assert.Single(node.Run(check)).Status));
    }

    [Fact]
    public void Recording_without_second_reading_leaves_what_needs_it_unknown()
    {
        var node = CheckNodes.Load("k8s-opencloudos8-5.4") with { SampleSpan = TimeSpan.Zero };
        Assert.Equal(FindingStatus.Unknown, Assert.Single(node.Run(new DeadServerTrafficCheck())).Status);
        Assert.Equal(FindingStatus.Info, Assert.Single(node.Run(new StuckDrainCheck())).Status);
    }

    [Fact]
    public void They_cost_the_node_one_command_and_read_each_file_one_way()
    {
        var batch = ProbeBatch.Of(All.SelectMany(check => check.Needs).SelectMany(fact => fact.Items));
        Assert.Equal([KubeProxy.Item], batch.Items.Where(item => item.Kind == ProbeKind.Command));
        Assert.Equal(batch.Items.Length, batch.Items.Select(item => (item.Kind, item.Target)).Distinct().Count());
        Assert.DoesNotContain(batch.Items, item => item.Target.Contains("ip_vs_conn", StringComparison.Ordinal));
    }

    [Fact]
    public void Thresholds_are_published_and_tell_their_source()
    {
        foreach (var check in All)
        {
            var declared = check.GetType().GetFields(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)
                .Where(field => field.FieldType == typeof(Threshold)).Select(field => (Threshold)field.GetValue(null)!);
            Assert.Equal(declared.OrderBy(item => item.Id), check.Thresholds.OrderBy(item => item.Id));
            Assert.All(check.Thresholds, item => Assert.StartsWith(check.Info.Id + ".", item.Id));
            Assert.All(check.Thresholds, item => Assert.NotEmpty(item.Source));
        }
    }
}
