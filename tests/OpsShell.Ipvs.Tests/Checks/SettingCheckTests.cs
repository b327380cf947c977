using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Ipvs.Checks;
using OpsShell.Ipvs.Facts;
using OpsShell.Testing;

namespace OpsShell.Ipvs.Tests.Checks;

/// <summary>What the checks say of settings and counters.</summary>
public sealed class SettingCheckTests
{
    private const string NoKubeProxy = "exit 0\nu the node has no ipvsadm\n";

    private static FixtureNode Healthy => CheckNodes.Load("k8s-opencloudos9-6.6");

    [Theory]
    [InlineData("drop_entry", "0", FindingStatus.Ok)]
    [InlineData("drop_entry", "1", FindingStatus.Info)]
    [InlineData("drop_entry", "2", FindingStatus.Critical)]
    [InlineData("drop_packet", "2", FindingStatus.Critical)]
    [InlineData("drop_packet", "3", FindingStatus.Warning)]
    [InlineData("secure_tcp", "3", FindingStatus.Warning)]
    [InlineData("secure_tcp", "4", FindingStatus.Unknown)]
    [InlineData("secure_tcp", "\u001b[2J", FindingStatus.Unknown)]
    public void Defence_is_graded_by_its_value(string name, string value, FindingStatus expected) =>
        Assert.Equal(expected, Assert.Single(Healthy.WithSysctl(name, value).Run(new DefenceCheck())).Status);

    [Fact]
    public void Defence_that_is_not_there_is_unknown() =>
        Assert.Equal(FindingStatus.Unknown, Assert.Single(Healthy.Without(IpvsSysctls.Path("secure_tcp")).Run(new DefenceCheck())).Status);

    [Fact]
    public void Expire_set_back_behind_kube_proxys_back_is_a_warning()
    {
        Assert.Equal(FindingStatus.Warning, Healthy.WithSysctl("expire_nodest_conn", "0").Run(new ExpireCheck()).About("expire_nodest_conn").Status);
        Assert.Equal(FindingStatus.Info, Healthy.WithSysctl("expire_nodest_conn", "0").WithAnswer(KubeProxy.Item, NoKubeProxy).Run(new ExpireCheck()).About("expire_nodest_conn").Status);
        Assert.Equal(FindingStatus.Unknown, Healthy.Without(IpvsSysctls.Path("expire_nodest_conn")).Run(new ExpireCheck()).About("expire_nodest_conn").Status);
    }

    [Theory]
    [InlineData("TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 0 0 0\n", FindingStatus.Ok)]
    [InlineData("TCP  0A600001:0050 rr persistent 2700000 FFFFFFFF\n  -> 0A000001:0050 Masq 1 0 0\n", FindingStatus.Warning)]
    [InlineData("TCP  0A600001:0050 rr persistent 2700000 FFFFFFFF\n  -> 0A000001:0050 Masq 0 0 0\n", FindingStatus.Critical)]
    public void Templates_matter_where_a_service_has_persistence(string table, FindingStatus expected) =>
        Assert.Equal(expected, CheckNodes.Healthy.WithTable(table).WithSysctl("expire_quiescent_template", "0").Run(new ExpireCheck()).About("expire_quiescent_template").Status);

    [Fact]
    public void Conntrack_setting_is_judged_by_who_keeps_the_rules()
    {
        var off = Healthy.WithSysctl("conntrack", "0");
        Assert.Equal(FindingStatus.Warning, off.Run(new IpvsConntrackCheck()).About("setting").Status);
        Assert.Equal(FindingStatus.Ok, off.WithAnswer(KubeProxy.Item, NoKubeProxy).Run(new IpvsConntrackCheck()).About("setting").Status);
        Assert.Equal(FindingStatus.Unknown, off.WithoutAnswer(KubeProxy.Item, ProbeStatus.Denied, "no").Run(new IpvsConntrackCheck()).About("setting").Status);
        Assert.Equal(FindingStatus.Unknown, Healthy.Without(IpvsSysctls.Path("conntrack")).Run(new IpvsConntrackCheck()).About("setting").Status);
    }

    [Theory]
    [InlineData(200, 240, 250, FindingStatus.Warning)]
    [InlineData(200, 240, 1000, FindingStatus.Ok)]
    [InlineData(50, 240, 250, FindingStatus.Ok)]
    [InlineData(200, 240, 0, FindingStatus.Ok)]
    [InlineData(200, 0, 250, FindingStatus.Ok)]
    public void Full_table_is_ipvs_doing_when_half_is_its_own(int connections, int count, int max, FindingStatus expected)
    {
        var node = CheckNodes.Healthy.WithTable($"TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 1 {connections} 0\n")
            .With("/proc/sys/net/netfilter/nf_conntrack_count", $"{count}\n").With("/proc/sys/net/netfilter/nf_conntrack_max", $"{max}\n");
        Assert.Equal(expected, node.Run(new IpvsConntrackCheck()).About("table").Status);
    }

    [Fact]
    public void Limit_below_kube_proxys_is_a_warning()
    {
        // 16 CPUs x 32768.
        Assert.Equal(FindingStatus.Ok, Healthy.Run(new IpvsConntrackCheck()).About("limit").Status);
        var low = Healthy.With("/proc/sys/net/netfilter/nf_conntrack_max", "524287\n");
        Assert.Contains("less than the 524288", low.Run(new IpvsConntrackCheck()).About("limit").Title);
        var answer = File.ReadAllText(Path.Combine(Repository.Root, "tests/fixtures/nodes/k8s-opencloudos9-6.6/commands/kube-proxy"));
        FixtureNode Told(string perCore, string min) => low.WithAnswer(
            KubeProxy.Item, answer.Replace("maxPerCore: null", $"maxPerCore: {perCore}", StringComparison.Ordinal).Replace("min: null", $"min: {min}", StringComparison.Ordinal));
        Assert.Equal(FindingStatus.Ok, Told("0", "null").Run(new IpvsConntrackCheck()).About("limit").Status);
        Assert.Equal(FindingStatus.Ok, Told("1000", "null").Run(new IpvsConntrackCheck()).About("limit").Status);
        Assert.Contains("less than the 900000", Told("1000", "900000").Run(new IpvsConntrackCheck()).About("limit").Title);
        Assert.Equal(FindingStatus.Warning, Told("9223372036854775807", "1").Run(new IpvsConntrackCheck()).About("limit").Status);
    }

    [Fact]
    public void Node_without_tracking_has_no_table_to_judge() =>
        Assert.Equal(FindingStatus.NotApplicable, Healthy.Without("/proc/sys/net/netfilter/").Run(new IpvsConntrackCheck()).About("table").Status);

    [Theory]
    [InlineData("t Timeout (tcp tcpfin udp): 900 120 300\n", 7200, "tcp Info")]
    [InlineData("t Timeout (tcp tcpfin udp): 900 120 300\n", 600, "tcp Ok")]
    [InlineData("t Timeout (tcp tcpfin udp): 900 120 300\n", 900, "tcp Info")]
    [InlineData("t Timeout (tcp tcpfin udp): 9000 120 600\n", 7200, "tcp Ok, udp Info")]
    [InlineData("u the node has no ipvsadm\n", 600, "values Unknown, tcp Ok")]
    public void Timeouts_stand_against_keep_alive(string answer, int keepAlive, string expected)
    {
        var node = Healthy.WithAnswer(KubeProxy.Item, "exit 0\n" + answer).With("/proc/sys/net/ipv4/tcp_keepalive_time", $"{keepAlive}\n");
        Assert.Equal(expected, string.Join(", ", node.Run(new TimeoutsCheck()).Select(finding => $"{finding.Subject} {finding.Status}")));
    }

    [Fact]
    public void Assumed_timeouts_are_called_so()
    {
        var findings = Healthy.WithoutAnswer(KubeProxy.Item, ProbeStatus.Unsupported, "commands do not run here").Run(new TimeoutsCheck());
        Assert.Contains("commands do not run here", findings.About("values").Title);
        Assert.Contains("(assumed)", findings.About("tcp").Title);
    }

    [Theory]
    [InlineData(22585, "1", FindingStatus.Ok)]
    [InlineData(22586, "1", FindingStatus.Info)]
    [InlineData(22586, "0", FindingStatus.Warning)]
    public void Inactive_connections_stand_against_the_ports_of_a_client(int inactive, string mode, FindingStatus expected)
    {
        // 28,232 ports, of which 80 % are 22,585.6.
        var node = CheckNodes.Healthy.WithTable($"TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 1 0 {inactive}\n").WithSysctl("conn_reuse_mode", mode);
        Assert.Equal(expected, node.Run(new PortReusePressureCheck()).First().Status);
    }

    [Theory]
    [InlineData(100, 2, FindingStatus.Ok)]
    [InlineData(100, 3, FindingStatus.Warning)]
    [InlineData(1000, 9, FindingStatus.Ok)]
    [InlineData(10, 5, FindingStatus.Ok)]
    [InlineData(0, 30, FindingStatus.Warning)]
    [InlineData(-1, 5, FindingStatus.Unknown)]
    public void Syns_sent_again_are_judged_where_there_are_enough(int opens, int again, FindingStatus expected)
    {
        var node = Healthy.With("/proc/net/snmp", Tcp("Tcp", "ActiveOpens", 1000), Tcp("Tcp", "ActiveOpens", 1000 + opens))
            .With("/proc/net/netstat", Tcp("TcpExt", "TCPSynRetrans", 7), Tcp("TcpExt", "TCPSynRetrans", 7 + again));
        Assert.Equal(expected, node.Run(new PortReusePressureCheck()).About("syn-retransmits").Status);
    }

    private static string Tcp(string protocol, string name, int value) => $"{protocol}: {name}\n{protocol}: {value}\n";
}
