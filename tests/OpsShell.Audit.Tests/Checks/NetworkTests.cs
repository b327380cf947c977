using OpsShell.Audit.Checks;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Audit.Tests.Checks;

public sealed class NetworkTests
{
    private static string Dev(ulong packets, ulong errors, ulong drops) =>
        $"Inter-|\n face |bytes\n lo: 0 9 9 9 9 0 0 0 0 0 0 0 0 0 0 0\neth0: 0 {packets} {errors} {drops} 0 0 0 0 0 0 0 0 0 0 0 0\n";

    [Theory]
    [InlineData(10000, 0, 0, FindingStatus.Ok)]
    [InlineData(10000, 5, 0, FindingStatus.Warning)]
    [InlineData(10000, 200, 0, FindingStatus.Critical)]
    [InlineData(10000, 0, 5, FindingStatus.Ok)]
    [InlineData(10000, 0, 20, FindingStatus.Warning)]
    [InlineData(10000, 0, 200, FindingStatus.Critical)]
    [InlineData(2, 1, 0, FindingStatus.Warning)]
    [InlineData(0, 50, 0, FindingStatus.Critical)]
    public void Errors_and_drops_are_judged_by_share(ulong packets, ulong errors, ulong drops, FindingStatus expected) =>
        Assert.Equal(expected, Nodes.Healthy.With("/proc/net/dev", Dev(100, 0, 0), Dev(100 + packets, errors, drops)).Run(new NicCheck()).Worst());

    [Fact]
    public void Errors_of_the_past_are_info()
    {
        var finding = Nodes.Healthy.With("/proc/net/dev", Dev(1000, 500, 0), Dev(2000, 500, 0)).Run(new NicCheck()).About("eth0");
        Assert.Equal(FindingStatus.Info, finding.Status);
    }

    [Fact]
    public void Reset_and_new_interfaces_are_unknown_and_lo_alone_is_not_applicable()
    {
        Assert.Equal(FindingStatus.Unknown, Nodes.Healthy.With("/proc/net/dev", Dev(1000, 5, 0), Dev(1, 0, 0)).Run(new NicCheck()).About("eth0").Status);
        var onlyLo = Dev(1, 0, 0).Split("eth0")[0];
        Assert.Equal(FindingStatus.Unknown, Assert.Single(Nodes.Healthy.With("/proc/net/dev", onlyLo, Dev(1, 0, 0)).Run(new NicCheck())).Status);
        Assert.Equal(FindingStatus.NotApplicable, Assert.Single(Nodes.Healthy.With("/proc/net/dev", onlyLo).Run(new NicCheck())).Status);
    }

    [Theory]
    [InlineData("00000064 00000000 00000000", FindingStatus.Ok)]
    [InlineData("00000064 0000000a 00000000", FindingStatus.Warning)]
    [InlineData("00000064 00000200 00000000", FindingStatus.Critical)]
    [InlineData("00000064 00000000 00000064", FindingStatus.Warning)]
    public void Softnet_is_judged_by_rate(string second, FindingStatus expected) =>
        Assert.Equal(expected, Nodes.Healthy.With("/proc/net/softnet_stat", "00000000 00000000 00000000\n", second + "\n").Run(new SoftnetCheck()).Worst());

    [Fact]
    public void Softnet_reset_is_unknown_and_limits_may_be_missing()
    {
        Assert.Equal(FindingStatus.Unknown, Assert.Single(Nodes.Healthy.With("/proc/net/softnet_stat", "00001000 0 0\n", "00000001 0 0\n").Run(new SoftnetCheck())).Status);
        Assert.Equal(FindingStatus.Ok, Nodes.Healthy.Without("/proc/sys/net/core/").Run(new SoftnetCheck()).Worst());
    }

    [Theory]
    [InlineData(100, 1000, FindingStatus.Ok)]
    [InlineData(800, 1000, FindingStatus.Warning)]
    [InlineData(950, 1000, FindingStatus.Critical)]
    [InlineData(950, 0, FindingStatus.Ok)]
    public void Conntrack_fill_is_judged(int count, int max, FindingStatus expected)
    {
        var node = Nodes.Healthy.With("/proc/sys/net/netfilter/nf_conntrack_count", $"{count}\n").With("/proc/sys/net/netfilter/nf_conntrack_max", $"{max}\n");
        Assert.Equal(expected, node.Run(new ConntrackCheck()).About("fill").Status);
    }

    [Fact]
    public void Conntrack_that_may_not_be_read_is_unknown_but_absent_is_not_applicable()
    {
        var path = "/proc/sys/net/netfilter/nf_conntrack_count";
        Assert.Equal(FindingStatus.Unknown, Assert.Single(Nodes.Healthy.WithError(path, ProbeStatus.Denied, "Permission denied").Run(new ConntrackCheck())).Status);
        Assert.Equal(FindingStatus.NotApplicable, Assert.Single(Nodes.Healthy.Without(path).Run(new ConntrackCheck())).Status);
        Assert.Equal(FindingStatus.Unknown, Nodes.Healthy.Without("/proc/net/stat/").Run(new ConntrackCheck()).About("counters").Status);
    }

    private static string Snmp(ulong sent, ulong again) => $"Tcp: OutSegs RetransSegs\nTcp: {sent} {again}\n";

    private static string Netstat(ulong overflows, ulong sent) => $"TcpExt: ListenOverflows TCPOrigDataSent\nTcpExt: {overflows} {sent}\n";

    [Theory]
    [InlineData(10000, 10, FindingStatus.Ok)]
    [InlineData(10000, 200, FindingStatus.Warning)]
    [InlineData(10000, 800, FindingStatus.Critical)]
    [InlineData(2, 1, FindingStatus.Ok)]
    [InlineData(0, 600, FindingStatus.Critical)]
    public void Retransmission_is_judged_of_original_data(ulong sent, ulong again, FindingStatus expected)
    {
        // OutSegs moves ten times as far: with it as denominator nothing would be seen.
        var node = Nodes.Healthy.With("/proc/net/snmp", Snmp(5, 5), Snmp(5 + (10 * sent), 5 + again)).With("/proc/net/netstat", Netstat(0, 5), Netstat(0, 5 + sent));
        Assert.Equal(expected, node.Run(new TcpCheck()).About("retransmit").Status);
    }

    [Fact]
    public void Old_kernel_falls_back_to_OutSegs_and_says_so()
    {
        var finding = Nodes.Load("centos7-3.10").Run(new TcpCheck()).About("retransmit");
        Assert.Contains(finding.Evidence, item => item.Name.Contains("no TCPOrigDataSent", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, FindingStatus.Ok)]
    [InlineData(1, FindingStatus.Warning)]
    [InlineData(50, FindingStatus.Critical)]
    public void Listen_overflows_are_judged_by_rate(ulong overflows, FindingStatus expected) =>
        Assert.Equal(expected, Nodes.Healthy.With("/proc/net/netstat", Netstat(7, 5), Netstat(7 + overflows, 5)).Run(new TcpCheck()).About("listen").Status);

    [Fact]
    public void Counters_that_went_backwards_or_are_missing_are_unknown()
    {
        var node = Nodes.Healthy.With("/proc/net/snmp", Snmp(500, 50), Snmp(5, 5)).With("/proc/net/netstat", Netstat(7, 5), Netstat(1, 1));
        Assert.All(node.Run(new TcpCheck()), finding => Assert.Equal(FindingStatus.Unknown, finding.Status));
        var findings = Nodes.Healthy.Without("/proc/net/netstat").Run(new TcpCheck());
        Assert.Equal(FindingStatus.Unknown, findings.About("listen").Status);
        Assert.Equal(FindingStatus.Ok, findings.About("retransmit").Status);
    }
}
