using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Ipvs.Checks;
using OpsShell.Ipvs.Facts;
using OpsShell.Testing;

namespace OpsShell.Ipvs.Tests.Checks;

/// <summary>Addresses of kube-ipvs0 against the table, and who answers ARP for them.</summary>
public sealed class AddressCheckTests
{
    private const string Services = """
        TCP  0A600001:01BB rr
        TCP  C0A80A70:7D00 rr
        TCP  [fd00:0000:0000:0000:0000:0000:0000:0001]:0050 rr
        FWM  00000001 rr

        """;

    private static readonly string[] Own = ["lo 127.0.0.1/8", "eth0 192.168.10.112/24", "eth0 fd01::5/64", "eth0 fe80::1/64"];

    private static FixtureNode Node => CheckNodes.Healthy.WithTable(Services);

    [Fact]
    public void All_addresses_there_is_in_order()
    {
        // The link-local address is the kernel's own doing, 192.168.10.112 a NodePort's.
        var finding = Assert.Single(Node.WithAddresses([.. Own, "kube-ipvs0 10.96.0.1/32", "kube-ipvs0 fd00::1/128", "kube-ipvs0 fe80::2/64"]).Run(new KubeIpvs0Check()));
        Assert.Equal(FindingStatus.Ok, finding.Status);
        Assert.Contains("All 3 virtual addresses", finding.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_and_left_over_addresses_are_found()
    {
        var findings = Node.WithAddresses([.. Own, "kube-ipvs0 10.96.0.77/32", "kube-ipvs0 fd00::77/128"]).Run(new KubeIpvs0Check());
        var missing = findings.About("missing");
        Assert.Equal(FindingStatus.Critical, missing.Status);
        Assert.Contains(missing.Evidence, item => item.Value == "10.96.0.1, fd00::1");
        var left = findings.About("left-over");
        Assert.Equal(FindingStatus.Warning, left.Status);
        Assert.Contains(left.Evidence, item => item.Value == "10.96.0.77, fd00::77");
        Assert.Contains("Repair-OpsIpvs -Check ipvs/kube-ipvs0", left.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Services_that_come_or_go_between_the_readings_are_left_alone()
    {
        var node = CheckNodes.Healthy.WithTable("TCP  0A600001:01BB rr\nTCP  0A600002:01BB rr\n", "TCP  0A600001:01BB rr\nTCP  0A600003:01BB rr\n");
        Assert.Equal(FindingStatus.Ok, Assert.Single(node.WithAddresses("kube-ipvs0 10.96.0.1/32", "kube-ipvs0 10.96.0.2/32").Run(new KubeIpvs0Check())).Status);
    }

    [Fact]
    public void Without_the_command_files_tell_what_is_missing()
    {
        var node = CheckNodes.Healthy.WithoutAnswer(NodeAddresses.Command, ProbeStatus.Unsupported, "no commands here");
        var findings = node.Run(new KubeIpvs0Check());
        // Whether IPv4 addresses are left over needs their interface.
        Assert.Contains("no commands here", Assert.Single(findings).Title, StringComparison.Ordinal);
        Assert.Equal(FindingStatus.Unknown, findings[0].Status);
        findings = node.Replace(LocalAddresses.Source, "     |-- 10.96.0.1\n        /32 host LOCAL\n", "").Run(new KubeIpvs0Check());
        Assert.Contains(findings.About("missing").Evidence, item => item.Value == "10.96.0.1");
    }

    [Fact]
    public void A_command_that_looked_into_another_namespace_is_not_believed()
    {
        var findings = CheckNodes.Healthy.WithAnswer(NodeAddresses.Command, "exit 86\n").Run(new KubeIpvs0Check());
        Assert.Contains("another network namespace", Assert.Single(findings).Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit 1\n", "exit code 1")]
    [InlineData("exit 0\n2: eth0    inet \u001b[2J/24 scope global eth0\n", "not understood")]
    [InlineData("exit 0\n2: eth0    inet 10.0.0.1/99 scope global eth0\n", "prefix length is 99")]
    [InlineData("timeout it took longer than 5 s\n", "longer than 5 s")]
    public void An_answer_that_is_none_is_said(string answer, string reason)
    {
        var findings = CheckNodes.Healthy.WithAnswer(NodeAddresses.Command, answer).Run(new KubeIpvs0Check());
        Assert.Contains(reason, findings.About("IPv4").Title, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', findings.About("IPv4").Title);
    }

    [Fact]
    public void Busybox_and_peers_are_understood()
    {
        var addresses = NodeAddresses.ParseCommand("1: lo    inet 127.0.0.1/8 scope host lo\n8: tun0@if3    inet 10.8.0.1 peer 10.8.0.2/32 scope global tun0\n9: x    link/ether 00:00\n").ToArray();
        Assert.Equal(["lo 127.0.0.1/8", "tun0 10.8.0.1/32"], addresses.Select(one => $"{one.Interface} {one.Address}/{one.PrefixLength}"));
    }

    private static Finding Arp(FixtureNode node) => Assert.Single(node.Run(new StrictArpCheck()));

    private static FixtureNode LoadBalancer => Node.WithAddresses([.. Own, "kube-ipvs0 10.96.0.1/32", "kube-ipvs0 192.168.10.200/32"]);

    private static FixtureNode Set(FixtureNode node, string name, string ignore, string announce) => node
        .With($"{ArpSysctls.Folder}/{name}/arp_ignore", ignore + "\n").With($"{ArpSysctls.Folder}/{name}/arp_announce", announce + "\n");

    [Fact]
    public void A_virtual_address_in_the_local_network_is_answered_for()
    {
        var finding = Arp(LoadBalancer);
        Assert.Equal(FindingStatus.Warning, finding.Status);
        Assert.Contains("192.168.10.200 on eth0", finding.Title, StringComparison.Ordinal);
        Assert.Contains("strictARP", finding.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("all", "1", "2", FindingStatus.Ok)]
    [InlineData("eth0", "1", "2", FindingStatus.Ok)]
    [InlineData("all", "1", "0", FindingStatus.Warning)]
    [InlineData("all", "3", "2", FindingStatus.Warning)]
    [InlineData("lo", "1", "2", FindingStatus.Warning)]
    public void The_higher_of_all_and_the_interface_counts(string name, string ignore, string announce, FindingStatus status) =>
        Assert.Equal(status, Arp(Set(LoadBalancer, name, ignore, announce)).Status);

    [Fact]
    public void Without_one_in_the_local_network_nobody_asks() =>
        Assert.Equal(FindingStatus.Ok, Arp(Node.WithAddresses([.. Own, "kube-ipvs0 10.96.0.1/32"])).Status);

    [Fact]
    public void Strict_values_need_no_addresses()
    {
        var blind = CheckNodes.Healthy.WithoutAnswer(NodeAddresses.Command, ProbeStatus.Missing, "not found");
        Assert.Equal(FindingStatus.Unknown, Arp(blind).Status);
        Assert.Equal(FindingStatus.Ok, Arp(Set(blind, "all", "1", "2")).Status);
    }

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.255", 24, true)]
    [InlineData("10.0.1.1", "10.0.0.255", 24, false)]
    [InlineData("10.0.1.1", "192.168.0.1", 0, true)]
    [InlineData("10.0.0.1", "10.0.0.1", 32, true)]
    [InlineData("fd00::1", "fd00::ffff", 64, true)]
    [InlineData("fd00::1", "fd01::1", 0, true)]
    [InlineData("fd00::1", "10.0.0.1", 0, false)]
    public void Networks(string address, string other, int prefix, bool isIn)
    {
        Assert.True(IpvsAddress.TryParse(address, out var one) & IpvsAddress.TryParse(other, out var two));
        Assert.Equal(isIn, one.IsIn(two, prefix));
    }
}
