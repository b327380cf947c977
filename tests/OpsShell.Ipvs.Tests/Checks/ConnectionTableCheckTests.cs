using OpsShell.Core.Findings;
using OpsShell.Ipvs.Checks;
using OpsShell.Testing;

namespace OpsShell.Ipvs.Tests.Checks;

public sealed class ConnectionTableCheckTests
{
    private static Finding Judge(FixtureNode node) => Assert.Single(node.Run(new ConnectionTableCheck()));

    private static FixtureNode With(long active, long inactive, int size = 4096) => CheckNodes.Old
        .WithTable($"TCP  0A600001:01BB rr\n  -> C0A80A0B:192B      Masq    1      {active} {inactive}\n")
        .Replace("/proc/net/ip_vs", "size=4096", $"size={size}");

    // Strictly more than 2 and 8 a bucket.
    [Theory]
    [InlineData(8192, 0, FindingStatus.Ok)]
    [InlineData(8000, 193, FindingStatus.Warning)]
    [InlineData(0, 32768, FindingStatus.Warning)]
    [InlineData(32768, 1, FindingStatus.Critical)]
    public void Connections_are_divided_by_buckets(long active, long inactive, FindingStatus status) => Assert.Equal(status, Judge(With(active, inactive)).Status);

    [Theory]
    [InlineData(40_000, "conn_tab_bits=16")]
    [InlineData(65_536, "conn_tab_bits=16")]
    [InlineData(65_537, "conn_tab_bits=17")]
    [InlineData(9_000_000, "conn_tab_bits=20")]
    public void The_remedy_has_the_size_for_this_node(long connections, string option)
    {
        var remedy = Judge(With(connections, 0)).Remedy;
        Assert.Contains(option, remedy, StringComparison.Ordinal);
        // The trap: the option counts when the module is loaded, and it is in use.
        Assert.Contains("drain the node and reboot", remedy, StringComparison.Ordinal);
        Assert.Contains("27 users now", remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void The_largest_table_cannot_grow()
    {
        var finding = Judge(With(9_000_000, 0, 1 << 20));
        Assert.Equal(FindingStatus.Critical, finding.Status);
        Assert.DoesNotContain("options ip_vs", finding.Remedy, StringComparison.Ordinal);
        Assert.Contains("ipvsadm --set", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_that_is_part_of_the_kernel_takes_a_boot_option()
    {
        var node = With(40_000, 0).Without("/proc/modules");
        Assert.Contains("boot with 'ip_vs.conn_tab_bits=16'", Judge(node).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_size_of_0_is_unknown() => Assert.Equal(FindingStatus.Unknown, Judge(With(1, 0, 0)).Status);
}
