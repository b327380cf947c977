using OpsShell.Core.Findings;
using OpsShell.Ipvs.Checks;
using OpsShell.Testing;

namespace OpsShell.Ipvs.Tests.Checks;

public sealed class DeprecationCheckTests
{
    private static Finding Readiness(FixtureNode node) => node.Run(new DeprecationCheck()).About("readiness");

    [Fact]
    public void The_plan_is_told()
    {
        var plan = CheckNodes.Healthy.Run(new DeprecationCheck()).About("plan");
        Assert.Equal(FindingStatus.Info, plan.Status);
        Assert.All(["1.35", "1.37", "1.40", "1.43", "KubeProxyIPVS"], word => Assert.Contains(word, plan.Title + plan.Explanation, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("5.12.19", "refuses")]
    [InlineData("5.13.0", "new enough")]
    [InlineData("6.6.117-45.oc9.x86_64", "new enough")]
    [InlineData("5.4.119-20.0009.29", "refuses")]
    public void Kube_proxy_compares_the_release(string release, string verdict) => Assert.Contains(
        verdict, CheckNodes.Healthy.With("/proc/sys/kernel/osrelease", release + "\n").Run(new DeprecationCheck()).About("kernel").Title, StringComparison.Ordinal);

    [Fact]
    public void A_release_without_numbers_is_unknown() => Assert.Equal(
        FindingStatus.Unknown, CheckNodes.Healthy.With("/proc/sys/kernel/osrelease", "custom\n").Run(new DeprecationCheck()).About("kernel").Status);

    [Fact]
    public void What_kube_proxy_makes_with_rr_depends_on_nothing() => Assert.Contains("Nothing", Readiness(CheckNodes.Healthy).Title, StringComparison.Ordinal);

    [Theory]
    [InlineData("TCP  0A600005:0050 lc\n", "scheduler lc")]
    [InlineData("TCP  0A600005:0050 sh\n", "scheduler sh")]
    [InlineData("TCP  0A600005:0050 wrr\n  -> 0AF40001:1F90 Masq 5 0 0\n", "weights")]
    [InlineData("TCP  0A600005:0050 rr\n  -> 0AF40001:1F90 Route 1 0 0\n", "direct routing")]
    [InlineData("TCP  0A600005:0050 rr\n  -> 0AF40001:1F90 Tunnel 1 0 0\n", "tunnel")]
    [InlineData("FWM  00000005 rr\n", "firewall mark")]
    [InlineData("IP_50  0A600005:0000 rr\n", "AH or ESP")]
    [InlineData("UDP  0A600005:0035 rr ops\n", "ops")]
    [InlineData("TCP  0A600005:0050 rr persistent 90000 FFFFFF00\n", "affinity of whole networks")]
    public void Each_feature_that_is_lost_is_named(string table, string what) =>
        Assert.Contains(Readiness(CheckNodes.Healthy.WithTable(table)).Evidence, item => item.Name.Contains(what, StringComparison.Ordinal) && item.Value.StartsWith("1 service: ", StringComparison.Ordinal));

    [Theory]
    [InlineData("TCP  0A600005:0050 rr persistent 2700000 FFFFFFFF\n")]
    [InlineData("SCTP  0A600005:0050 rr\n  -> 0AF40001:1F90 Masq 0 0 0\n")]
    [InlineData("TCP  [fd00:0000:0000:0000:0000:0000:0000:0001]:0050 rr persistent 2700000 80000000\n")]
    public void What_nftables_mode_has_is_not(string table) => Assert.Contains("Nothing", Readiness(CheckNodes.Healthy.WithTable(table)).Title, StringComparison.Ordinal);

    [Fact]
    public void Node_ports_on_several_addresses_are_named()
    {
        var node = CheckNodes.Healthy.WithTable("TCP  C0A80A70:7D00 rr\nTCP  AC110001:7D00 rr\n")
            .WithAddresses("eth0 192.168.10.112/24", "docker0 172.17.0.1/16", "kube-ipvs0 10.96.0.1/32");
        Assert.Contains(Readiness(node).Evidence, item => item.Value == "172.17.0.1, 192.168.10.112");
    }

    [Fact]
    public void Without_kube_proxy_the_kernels_ipvs_stays() =>
        Assert.Equal(FindingStatus.NotApplicable, Assert.Single(CheckNodes.Healthy.WithoutKubeIpvs0().Run(new DeprecationCheck())).Status);
}
