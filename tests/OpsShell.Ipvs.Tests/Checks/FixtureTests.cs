using System.Collections.Immutable;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Ipvs.Checks;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Tests.Checks;

/// <summary>Estimator, table, skew, modules, addresses, ARP, names and deprecation on each fixture.</summary>
public sealed class FixtureTests
{
    private static readonly ImmutableArray<Check> Checks =
    [
        new EstimatorPauseCheck(), new FrozenCountersCheck(), new ConnectionTableCheck(), new SkewCheck(), new ModulesCheck(),
        new KubeIpvs0Check(), new StrictArpCheck(), new VendorSysctlCheck(), new DeprecationCheck(),
    ];

    private static readonly string[] Nodes = ["k8s-opencloudos8-5.4", "k8s-opencloudos9-6.6", "k8s-centos7-3.10", "k8s-128cpu-5.4", "debian12-6.1-lab", "debian12-6.12-lab"];

    public static TheoryData<string, string, FindingStatus> Expected
    {
        get
        {
            const FindingStatus ok = FindingStatus.Ok, info = FindingStatus.Info, warning = FindingStatus.Warning, critical = FindingStatus.Critical;
            const FindingStatus unknown = FindingStatus.Unknown, notApplicable = FindingStatus.NotApplicable;
            FindingStatus[][] rows =
            [
                [ok, info, ok, ok, info, warning, ok, info, info],
                [ok, ok, ok, ok, ok, ok, ok, ok, info],
                [ok, ok, ok, ok, info, ok, ok, ok, info],
                [critical, ok, ok, ok, info, unknown, unknown, ok, info],
                [unknown, ok, ok, ok, ok, notApplicable, notApplicable, ok, notApplicable],
                [ok, ok, ok, ok, ok, notApplicable, notApplicable, ok, notApplicable],
            ];
            var data = new TheoryData<string, string, FindingStatus>();
            for (var node = 0; node < rows.Length; node++)
            {
                for (var check = 0; check < Checks.Length; check++)
                    data.Add(Nodes[node], Checks[check].Info.Id, rows[node][check]);
            }
            return data;
        }
    }

    public static TheoryData<string> Names => [.. Nodes];

    [Theory]
    [MemberData(nameof(Expected))]
    public void Check_judges_fixture(string node, string id, FindingStatus worst)
    {
        var findings = CheckNodes.Load(node).Run(Checks.Single(check => check.Info.Id == id));
        var judged = findings.Where(finding => finding.Status <= FindingStatus.Critical).Select(finding => finding.Status).ToArray();
        Assert.True(worst == (judged.Length > 0 ? judged.Max() : findings.Single().Status), $"expected {worst}: {findings.Text()}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Findings_have_what_a_person_needs(string node)
    {
        foreach (var finding in Checks.SelectMany(check => CheckNodes.Load(node).Run(check)).Where(finding => finding.Status != FindingStatus.Unknown))
        {
            Assert.NotEmpty(finding.Title);
            Assert.NotEmpty(finding.Evidence);
            Assert.All(finding.Evidence, item => Assert.All([item.Source, item.Name, item.Value], Assert.NotEmpty));
            Assert.NotEmpty(finding.Reference);
            if (finding.Status is FindingStatus.Warning or FindingStatus.Critical)
                Assert.All([finding.Explanation, finding.Remedy], Assert.NotEmpty);
        }
    }

    [Fact]
    public void A_node_without_ipvs_is_not_their_concern()
    {
        var node = CheckNodes.Healthy.Without("/proc/net/ip_vs").Without(IpvsSysctls.Folder);
        Assert.All(Checks, check => Assert.Equal(FindingStatus.NotApplicable, Assert.Single(node.Run(check)).Status));
    }

    [Fact]
    public void A_table_that_cannot_be_read_is_unknown()
    {
        var node = CheckNodes.Healthy.WithError(IpvsTable.Source, ProbeStatus.Denied, "Permission denied");
        foreach (var finding in Checks.Select(check => Assert.Single(node.Run(check))))
        {
            Assert.Equal(FindingStatus.Unknown, finding.Status);
            Assert.Contains("Permission denied", finding.Title, StringComparison.Ordinal);
        }
    }

    /// <summary>Whatever else is missing, no check calls the node healthy that needs it, and none throws but for a fact.</summary>
    [Theory]
    [InlineData("/sys/devices/system/cpu/possible", "ipvs/estimator-pause")]
    [InlineData("/proc/net/ip_vs_stats_percpu", "ipvs/frozen-counters")]
    [InlineData("/proc/sys/net/ipv4/vs", "ipvs/vendor-sysctl")]
    [InlineData("/proc/net/dev", "ipvs/kube-ipvs0")]
    [InlineData("/proc/net/dev", "ipvs/deprecation")]
    [InlineData("/proc/sys/net/ipv4/conf/all", "ipvs/strict-arp")]
    [InlineData("/proc/sys/kernel/osrelease", "ipvs/deprecation")]
    public void What_is_missing_is_unknown(string path, string id)
    {
        var findings = CheckNodes.Healthy.Without(path).Run(Checks.Single(check => check.Info.Id == id));
        Assert.Contains(findings, finding => finding.Status == FindingStatus.Unknown);
        Assert.DoesNotContain(findings, finding => finding.Status == FindingStatus.Ok);
    }

    [Fact]
    public void Modules_that_cannot_be_read_are_unknown()
    {
        var node = CheckNodes.Healthy.WithError("/proc/modules", ProbeStatus.Denied, "Permission denied");
        Assert.Equal(FindingStatus.Unknown, node.Run(new ModulesCheck()).About("modules").Status);
    }

    [Theory]
    [InlineData("/proc/modules", "ip_vs\n")]
    [InlineData("/proc/net/dev", "\u001b[2J\n\n\u0000\n")]
    [InlineData("/proc/net/fib_trie", "|-- \u001b[2J\n")]
    [InlineData("/proc/net/if_inet6", "zz\n")]
    [InlineData("/proc/net/ip_vs_stats_percpu", "\u0000\u0000\u0000\n")]
    [InlineData("/sys/devices/system/cpu/possible", "9-1\n")]
    [InlineData("/proc/sys/net/ipv4/conf/all/arp_ignore", "\u001b[2J")]
    [InlineData("/proc/sys/net/ipv4/vs/run_estimation", "\u001b[2J")]
    [InlineData("/proc/sys/net/ipv4/vs/sync_threshold", "99999999999999999999 1")]
    [InlineData("/proc/sys/kernel/osrelease", "\u001b[2J.99999999999.1\n")]
    public void Hostile_text_is_never_healthy_and_never_throws(string path, string text)
    {
        var node = CheckNodes.Healthy.With(path, text).WithoutAnswer(NodeAddresses.Command, ProbeStatus.Missing, "not found");
        var ids = Checks.Where(check => node.Run(check).Any(finding => finding.Status is not (FindingStatus.Ok or FindingStatus.Info))).Select(check => check.Info.Id);
        Assert.NotEmpty(ids);
    }
}
