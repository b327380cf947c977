using OpsShell.Core.Findings;
using OpsShell.Ipvs.Checks;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Tests.Checks;

/// <summary>What the checks say of single real servers, on tables made for it.</summary>
public sealed class RealServerCheckTests
{
    [Fact]
    public void Growth_at_weight_0_is_critical_and_told_with_its_numbers()
    {
        var finding = Assert.Single(CheckNodes.Load("k8s-opencloudos8-5.4").Run(new DeadServerTrafficCheck()));
        Assert.Equal("3 new connections in 1.0 s to 10.244.4.77:8080 of TCP 10.96.77.1:80, whose weight is 0", finding.Title);
        Assert.Contains(finding.Evidence, item => item is { Name: "ActiveConn", Value: "14 -> 17", Source: "/proc/net/ip_vs" });
        Assert.Contains("ipvs/conn-reuse", finding.Remedy);
    }

    [Theory]
    // Closing moves a connection from active to inactive and makes none; a port used again moves it back.
    [InlineData("TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 0 5 5\n", "TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 0 2 8\n", FindingStatus.Ok)]
    [InlineData("TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 0 5 5\n", "TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 0 6 4\n", FindingStatus.Critical)]
    [InlineData("TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 0 5 5\n", "TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 0 5 6\n", FindingStatus.Critical)]
    // Weight 0 was set between the readings, or taken back: the growth may be from before.
    [InlineData("TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 1 5 5\n", "TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 0 9 5\n", FindingStatus.Ok)]
    [InlineData("TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 0 5 5\n", "TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 1 9 5\n", FindingStatus.Ok)]
    // The same address serves another service.
    [InlineData("TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 0 1 0\n", "TCP  0A600002:0050 rr\n  -> 0A000001:0050 Masq 0 9 0\n", FindingStatus.Ok)]
    [InlineData("", "", FindingStatus.Ok)]
    [InlineData("FWM  00000001 rr\n  -> 0A000001:0050 Masq 0 1 0\n", "FWM  00000001 rr\n  -> 0A000001:0050 Masq 0 2 0\n", FindingStatus.Critical)]
    public void Only_growth_at_weight_0_counts(string first, string second, FindingStatus expected) =>
        Assert.Equal(expected, Assert.Single(CheckNodes.Healthy.WithTable(first, second).Run(new DeadServerTrafficCheck())).Status);

    [Fact]
    public void Many_growing_servers_make_few_findings()
    {
        string Table(int active) => "TCP  0A600001:0050 rr\n" + string.Concat(Enumerable.Range(0, 500).Select(at => $"  -> 0A00{at:X4}:0050 Masq 0 {active + at} 0\n"));
        var findings = CheckNodes.Healthy.WithTable(Table(0), Table(1)).Run(new DeadServerTrafficCheck());
        Assert.Equal(11, findings.Length);
        Assert.StartsWith("490 more real servers", findings.About("others").Title);
    }

    [Theory]
    [InlineData("TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 0 0 0\n  -> 0A000002:0050 Masq 1 0 0\n", "- Info")]
    [InlineData("TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 0 60 40\n  -> 0A000002:0050 Masq 1 0 0\n", "- Info, 10.0.0.1:80 of TCP 10.96.0.1:80 Warning")]
    [InlineData("TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 0 60 39\n  -> 0A000002:0050 Masq 1 0 0\n", "- Info")]
    [InlineData("UDP  0A60000A:0035 rr\n  -> 0A000001:0035 Masq 0 0 3\n  -> 0A000002:0035 Masq 1 0 0\n", "- Warning")]
    [InlineData("TCP  0A600001:0050 rr\n  -> 0A000002:0050 Masq 1 0 0\n", "- Ok")]
    public void Drained_servers_are_graded_by_what_is_left(string table, string expected) =>
        Assert.Equal(expected, string.Join(", ", CheckNodes.Healthy.WithTable(table).Run(new StuckDrainCheck()).Select(Shown)));

    [Fact]
    public void Udp_at_weight_0_is_only_told_where_no_kube_proxy_deletes_it()
    {
        var node = CheckNodes.Healthy.WithTable("UDP  0A60000A:0035 rr\n  -> 0A000001:0035 Masq 0 0 3\n  -> 0A000002:0035 Masq 1 0 0\n").WithAnswer(KubeProxy.Item, "exit 0\np 5 keepalived\nu none\n");
        Assert.Equal(FindingStatus.Info, Assert.Single(node.Run(new StuckDrainCheck())).Status);
    }

    [Fact]
    public void Large_share_at_weight_0_is_a_warning()
    {
        string Table(int drained) => "TCP  0A600001:0050 rr\n" + string.Concat(Enumerable.Range(0, 40).Select(at => $"  -> 0A00{at:X4}:0050 Masq {(at < drained ? 0 : 1)} 0 0\n"));
        Assert.Equal(FindingStatus.Warning, Assert.Single(CheckNodes.Healthy.WithTable(Table(10)).Run(new StuckDrainCheck())).Status);
        Assert.Equal(FindingStatus.Info, Assert.Single(CheckNodes.Healthy.WithTable(Table(9)).Run(new StuckDrainCheck())).Status);
    }

    [Theory]
    [InlineData("", "- Info")]
    [InlineData("TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 1 0 0\n", "- Ok")]
    [InlineData("TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 1 0 0\nTCP  0A600002:0050 rr\n", "no-server Info")]
    [InlineData("TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 0 0 0\n  -> 0A000002:0050 Masq 0 0 0\n", "all-drained Warning")]
    [InlineData("TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 0 0 0\n  -> 0A000002:0050 Masq 1 0 0\n", "- Ok")]
    [InlineData("TCP  0A600001:0050 rr\nTCP  0A600002:0050 rr\nTCP  0A600003:0050 rr\n  -> 0A000001:0050 Masq 1 0 0\nTCP  0A600004:0050 rr\n  -> 0A000001:0050 Masq 1 0 0\n", "no-server Warning")]
    [InlineData("TCP  0A600001:0050 rr\nUDP  0A600002:0050 rr\n  -> 0A000001:0050 Masq 0 0 0\n", "all-drained Warning, no-server Info")]
    public void Services_without_anybody_are_told(string table, string expected) =>
        Assert.Equal(expected, string.Join(", ", CheckNodes.Healthy.WithTable(table).Run(new NoRealServerCheck()).Select(Shown)));

    [Theory]
    // A peer with 12 active connections, the suspect with 25 inactive alone.
    [InlineData("TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 1 0 25\n  -> 0A000002:0050 Masq 1 12 3\n", "10.0.0.1:80 of TCP 10.96.0.1:80 Warning")]
    // Short requests: nobody has active connections.
    [InlineData("TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 1 0 25\n  -> 0A000002:0050 Masq 1 1 30\n", "- Info")]
    [InlineData("TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 1 0 19\n  -> 0A000002:0050 Masq 1 12 3\n", "- Ok")]
    [InlineData("TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 0 0 25\n  -> 0A000002:0050 Masq 1 12 3\n", "- Info")]
    [InlineData("TCP  0A600001:0050 rr\n  -> 0A000001:0050 Route 1 0 25\n  -> 0A000002:0050 Route 1 12 3\n", "- Info")]
    [InlineData("UDP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 1 0 25\n  -> 0A000002:0050 Masq 1 12 3\n", "- Ok")]
    [InlineData("TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 1 0 25\n", "- Info")]
    public void Server_that_establishes_nothing_stands_out(string table, string expected) =>
        Assert.Equal(expected, string.Join(", ", CheckNodes.Healthy.WithTable(table).Run(new HalfOpenCheck()).Select(Shown)));

    [Fact]
    public void Server_that_established_one_between_the_readings_does_not_stand_out()
    {
        const string first = "TCP  0A600001:0050 rr\n  -> 0A000001:0050 Masq 1 0 25\n  -> 0A000002:0050 Masq 1 12 3\n";
        Assert.Equal(FindingStatus.Info, Assert.Single(CheckNodes.Healthy.WithTable(first, first.Replace("1 0 25", "1 1 25", StringComparison.Ordinal)).Run(new HalfOpenCheck())).Status);
    }

    private static string Shown(Finding finding) => $"{(finding.Subject.Length == 0 ? "-" : finding.Subject)} {finding.Status}";
}
