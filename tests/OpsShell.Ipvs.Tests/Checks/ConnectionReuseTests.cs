using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Ipvs.Checks;
using OpsShell.Ipvs.Facts;
using static OpsShell.Ipvs.Checks.ConnectionReuseOutcome;

namespace OpsShell.Ipvs.Tests.Checks;

public sealed class ConnectionReuseTests
{
    // net.ipv4.vs.conntrack=1 unless said otherwise; the reference has the table case by case.
    [Theory]
    [InlineData(1, true, true, Presence.Yes, Presence.Yes, Sound)]
    [InlineData(1, true, true, Presence.Yes, Presence.No, Sound)]
    [InlineData(1, false, true, Presence.Yes, Presence.Unknown, Sound)]
    [InlineData(1, true, true, Presence.No, Presence.No, SynDropped)]
    [InlineData(1, true, true, Presence.No, Presence.Yes, SynDropped)]
    [InlineData(2, true, true, Presence.No, Presence.Yes, SynDropped)]
    [InlineData(3, true, null, Presence.No, Presence.Yes, SynDropped)]
    [InlineData(1, true, true, Presence.Unknown, Presence.No, SynPerhapsDropped)]
    [InlineData(1, null, null, Presence.Unknown, Presence.Unknown, SynPerhapsDropped)]
    [InlineData(1, true, false, Presence.No, Presence.No, Sound)]
    [InlineData(1, true, false, Presence.Unknown, Presence.No, Sound)]
    [InlineData(0, true, true, Presence.Yes, Presence.Yes, NoRebalancing)]
    [InlineData(0, true, true, Presence.No, Presence.Yes, NoRebalancing)]
    [InlineData(0, true, false, Presence.No, Presence.Yes, NoRebalancing)]
    [InlineData(0, false, true, Presence.Yes, Presence.Yes, OldServer)]
    [InlineData(0, null, true, Presence.Yes, Presence.Yes, OldServer)]
    [InlineData(0, true, true, Presence.Yes, Presence.No, OldServer)]
    [InlineData(0, true, true, Presence.No, Presence.No, OldServer)]
    [InlineData(0, false, true, Presence.No, Presence.Unknown, OldServer)]
    [InlineData(0, true, true, Presence.Yes, Presence.Unknown, OldServerPerhapsDead)]
    [InlineData(0, true, true, Presence.Unknown, Presence.Unknown, OldServerPerhapsDead)]
    [InlineData(null, true, true, Presence.Yes, Presence.Yes, Undecided)]
    [InlineData(-1, true, true, Presence.Yes, Presence.Yes, Undecided)]
    public void Table_decides(int? mode, bool? expire, bool? conntrack, Presence syn, Presence dead, ConnectionReuseOutcome expected) =>
        Assert.Equal(expected, ConnectionReuseVerdict.Of(new ConnectionReuseState(true, mode, expire, conntrack, syn, "", dead, "")));

    [Fact]
    public void Every_combination_has_an_outcome()
    {
        bool?[] flags = [null, false, true];
        foreach (var syn in Enum.GetValues<Presence>())
        {
            foreach (var dead in Enum.GetValues<Presence>())
            {
                foreach (var (expire, conntrack) in flags.SelectMany(expire => flags.Select(conntrack => (expire, conntrack))))
                {
                    Assert.True(Enum.IsDefined(ConnectionReuseVerdict.Of(new ConnectionReuseState(true, 0, expire, conntrack, syn, "", dead, ""))));
                    Assert.True(Enum.IsDefined(ConnectionReuseVerdict.Of(new ConnectionReuseState(true, 1, expire, conntrack, syn, "", dead, ""))));
                    Assert.Equal(NoSetting, ConnectionReuseVerdict.Of(new ConnectionReuseState(false, null, expire, conntrack, syn, "", dead, "")));
                }
            }
        }
    }

    [Theory]
    [InlineData("6.6.117-45.oc9.x86_64", Presence.Yes, Presence.Yes)]
    [InlineData("6.1.0-56-cloud-amd64", Presence.Yes, Presence.Yes)]
    [InlineData("5.16.0", Presence.Yes, Presence.Yes)]
    [InlineData("5.15.6", Presence.Yes, Presence.Yes)]
    [InlineData("5.15.5", Presence.Yes, Presence.No)]
    [InlineData("5.14.0-427.el9.x86_64", Presence.Yes, Presence.Unknown)]
    [InlineData("5.10.134-14.al8", Presence.Yes, Presence.Yes)]
    [InlineData("5.10.82", Presence.Yes, Presence.No)]
    [InlineData("5.9", Presence.Yes, Presence.No)]
    [InlineData("5.8.1", Presence.No, Presence.No)]
    [InlineData("5.4.119-20.0009.29", Presence.Yes, Presence.Unknown)]
    [InlineData("5.4.163", Presence.Yes, Presence.Yes)]
    [InlineData("5.4.58", Presence.No, Presence.No)]
    [InlineData("5.4.0-150-generic", Presence.Unknown, Presence.Unknown)]
    [InlineData("5.3.18", Presence.No, Presence.No)]
    [InlineData("4.19.140", Presence.Yes, Presence.No)]
    [InlineData("4.19.219", Presence.Yes, Presence.Yes)]
    [InlineData("4.18.0-553.el8_10.x86_64", Presence.Unknown, Presence.Unknown)]
    [InlineData("4.14.105-19-0020.1", Presence.Unknown, Presence.Unknown)]
    [InlineData("4.9.337", Presence.Unknown, Presence.Unknown)]
    [InlineData("3.10.0-1160.119.1.el7.x86_64", Presence.Unknown, Presence.Unknown)]
    [InlineData("99999.1", Presence.Unknown, Presence.Unknown)]
    [InlineData("", Presence.Unknown, Presence.Unknown)]
    [InlineData("\u001b[2J", Presence.Unknown, Presence.Unknown)]
    public void Release_tells_fixes_or_says_that_it_does_not(string release, Presence syn, Presence dead)
    {
        Assert.Equal((syn, dead), (KernelFix.SynOfReusedPort.In(release).Presence, KernelFix.ReuseOfDeadServer.In(release).Presence));
        Assert.NotEmpty(KernelFix.SynOfReusedPort.In(release).Reason);
    }

    [Theory]
    [InlineData("v1.12.3", 5, 4, ReuseModeWriter.Leaves)]
    [InlineData("v1.13.0", 3, 10, ReuseModeWriter.WritesZero)]
    [InlineData("v1.18.20", 6, 6, ReuseModeWriter.WritesZero)]
    [InlineData("v1.19.1", 3, 10, ReuseModeWriter.Leaves)]
    [InlineData("v1.21.14", 6, 6, ReuseModeWriter.WritesZero)]
    [InlineData("v1.21.14", 4, 1, ReuseModeWriter.WritesZero)]
    [InlineData("v1.22.0", 5, 8, ReuseModeWriter.WritesZero)]
    [InlineData("v1.22.0", 5, 9, ReuseModeWriter.Leaves)]
    [InlineData("v1.34.1", 3, 10, ReuseModeWriter.Leaves)]
    [InlineData("v1.34.1", 5, 4, ReuseModeWriter.WritesZero)]
    [InlineData(null, 5, 4, ReuseModeWriter.WritesZero)]
    [InlineData(null, 6, 6, ReuseModeWriter.Unknown)]
    [InlineData("nonsense", 3, 10, ReuseModeWriter.Unknown)]
    public void What_kube_proxy_writes_depends_on_its_version_and_the_kernels(string? version, int major, int minor, ReuseModeWriter expected) =>
        Assert.Equal(expected, ReuseModeWriters.Of(new KubeProxy { ProcessId = 1, Mode = "ipvs", Version = version }, (major, minor)));

    [Fact]
    public void Without_kube_proxy_in_mode_ipvs_nobody_writes_unless_another_may()
    {
        Assert.Equal(ReuseModeWriter.None, ReuseModeWriters.Of(new KubeProxy { OtherOwners = ["keepalived"] }, (5, 4)));
        Assert.Equal(ReuseModeWriter.None, ReuseModeWriters.Of(new KubeProxy { ProcessId = 1, Mode = "iptables", Version = "v1.20.0" }, (5, 4)));
        Assert.Equal(ReuseModeWriter.Unknown, ReuseModeWriters.Of(new KubeProxy { OtherOwners = ["k3s-server"] }, (5, 4)));
        Assert.Equal(ReuseModeWriter.Unknown, ReuseModeWriters.Of(null, (5, 4)));
        Assert.Equal(ReuseModeWriter.Unknown, ReuseModeWriters.Of(new KubeProxy(), null));
    }

    [Theory]
    [InlineData("k8s-opencloudos8-5.4", FindingStatus.Warning, "perhaps also one that is being removed")]
    [InlineData("k8s-opencloudos9-6.6", FindingStatus.Ok, "without delay (conn_reuse_mode=1)")]
    [InlineData("k8s-centos7-3.10", FindingStatus.Unknown, "stall 1 s is not known")]
    [InlineData("k8s-128cpu-5.4", FindingStatus.Info, "until kube-proxy starts again")]
    [InlineData("debian12-6.1-lab", FindingStatus.Ok, "without delay")]
    public void Check_judges_fixture(string node, FindingStatus status, string title)
    {
        var finding = Assert.Single(CheckNodes.Load(node).Run(new ConnectionReuseCheck()));
        Assert.Equal(status, finding.Status);
        Assert.Contains(title, finding.Title);
        Assert.Contains(finding.Evidence, item => item.Name == "conn_reuse_mode" && item.Source == "/proc/sys/net/ipv4/vs/conn_reuse_mode");
        Assert.Contains(finding.Evidence, item => item.Name == "rules kept by");
    }

    [Fact]
    public void Unknown_points_at_the_measurement()
    {
        var finding = Assert.Single(CheckNodes.Load("k8s-centos7-3.10").Run(new ConnectionReuseCheck()));
        Assert.Contains("Test-OpsIpvsConnectionReuse", finding.Remedy);
    }

    [Theory]
    [InlineData("1", FindingStatus.Ok, "without delay")]
    [InlineData("0", FindingStatus.Warning, "stall 1 s")]
    public void Vendor_setting_outweighs_the_release(string value, FindingStatus status, string title)
    {
        var node = CheckNodes.Load("k8s-centos7-3.10").WithSysctl(ConnectionReuseState.VendorSetting, value).WithAnswer(KubeProxy.Item, "exit 0\nu none\n");
        var finding = Assert.Single(node.Run(new ConnectionReuseCheck()));
        Assert.Equal(status, finding.Status);
        Assert.Contains(title, finding.Title);
        Assert.Equal(value == "0", finding.Remedy.Contains("conn_reuse_old_conntrack=1", StringComparison.Ordinal));
    }

    [Fact]
    public void Remedy_says_what_kube_proxy_will_do()
    {
        var old = Assert.Single(CheckNodes.Load("k8s-opencloudos8-5.4").Run(new ConnectionReuseCheck()));
        Assert.Contains("kube-proxy writes 0 each time it starts", old.Remedy);
        var leftOver = Assert.Single(CheckNodes.Load("k8s-opencloudos9-6.6").WithSysctl("conn_reuse_mode", "0").Run(new ConnectionReuseCheck()));
        Assert.Equal(FindingStatus.Warning, leftOver.Status);
        Assert.Contains("a 0 comes from a sysctl.d file or an older kube-proxy", leftOver.Remedy);
    }

    [Fact]
    public void Unreadable_kube_proxy_does_not_stop_the_verdict()
    {
        var node = CheckNodes.Load("k8s-opencloudos8-5.4").WithoutAnswer(KubeProxy.Item, ProbeStatus.Unsupported, "commands do not run on a mounted root");
        var finding = Assert.Single(node.Run(new ConnectionReuseCheck()));
        Assert.Equal(FindingStatus.Warning, finding.Status);
        Assert.Contains(finding.Evidence, item => item.Value.Contains("mounted root", StringComparison.Ordinal));
        Assert.Contains("is not known", finding.Remedy);
    }

    [Fact]
    public void Kernel_without_the_setting_and_hostile_values_are_told()
    {
        var node = CheckNodes.Load("k8s-centos7-3.10");
        Assert.Equal(FindingStatus.Info, Assert.Single(node.Without(IpvsSysctls.Path("conn_reuse_mode")).Run(new ConnectionReuseCheck())).Status);
        var hostile = Assert.Single(node.WithSysctl("conn_reuse_mode", "\u001b[2J" + new string('9', 5000)).Run(new ConnectionReuseCheck()));
        Assert.Equal(FindingStatus.Unknown, hostile.Status);
        Assert.All(hostile.Evidence, item => Assert.True(item.Value.Length < 200));
        Assert.Equal(FindingStatus.Unknown, Assert.Single(node.Without(IpvsSysctls.Folder).Run(new ConnectionReuseCheck())).Status);
    }
}
