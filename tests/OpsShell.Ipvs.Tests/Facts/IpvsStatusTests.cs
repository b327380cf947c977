using OpsShell.Core.Probing;
using OpsShell.Ipvs.Facts;
using OpsShell.Testing;

namespace OpsShell.Ipvs.Tests.Facts;

public sealed class IpvsStatusTests
{
    // From the cover letter of the kernel's series "ipvs: per-net tables".
    private const string Documented = """
        Conns:	9401
        Conn buckets:	524288 (19 bits, lfactor -5)
        Conn buckets empty:	505633 (96%)
        Conn buckets len-1:	18322 (98%)
        Conn buckets len-2:	329 (1%)
        Conn buckets len-3:	3 (0%)
        Conn buckets len-4:	1 (0%)
        Services:	12
        Service buckets:	128 (7 bits, lfactor -3)
        Service buckets empty:	116 (90%)
        Service buckets len-1:	12 (100%)
        Stats thread slots:	1 (max 16)
        Stats chain max len:	16
        Stats thread ests:	38400

        """;

    [Fact]
    public void The_documented_file_is_read()
    {
        var status = IpvsStatus.Parse(Documented);
        Assert.Equal((9401UL, 524288UL, 19, -5), (status.Connections.Entries, status.Connections.Buckets, status.Connections.Bits, status.Connections.LoadFactor));
        Assert.Equal([505633UL, 18322, 329, 3, 1], status.Connections.ChainLengths.Values);
        Assert.Equal((12UL, 128UL, 7, -3), (status.Services.Entries, status.Services.Buckets, status.Services.Bits, status.Services.LoadFactor));
        Assert.Equal((1L, 16L, 16L, 38400L), (status.EstimatorThreads, status.EstimatorThreadsMax, status.EstimatorChainMax, status.EstimatorsPerThread));
    }

    [Fact]
    public void A_node_without_services_has_no_table_of_them()
    {
        var status = IpvsStatus.Parse("Conns:\t0\nServices:\t0\nStats thread slots:\t0 (max 16)\nStats chain max len:\t0\nStats thread ests:\t0\n");
        Assert.Null(status.Services.Buckets);
        Assert.Equal(0L, status.EstimatorThreads);
    }

    [Theory]
    [InlineData("", "line 1: the file is empty")]
    [InlineData("Conns:\t94", "line 1: the file is cut off")]
    [InlineData("Conns:\t9401\n", "'Services' is missing")]
    [InlineData("Conns:\tmany\n", "line 1: expected a name")]
    [InlineData("Conns:\t-1\nServices:\t1\n", "line 1: the number is -1")]
    [InlineData("Conns:\t1\nConns:\t2\n", "line 2: 'Conns' stands there twice")]
    [InlineData("Conns:\t1\nConn buckets:\t128\nServices:\t1\n", "line 2: the bits is missing")]
    [InlineData("Conns:\t99999999999999999999\n", "line 1: Conns is '99999999999999999999'")]
    public void Another_file_is_refused(string text, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => IpvsStatus.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Module_parameters_are_read()
    {
        var node = new FixtureNode().With("/sys/module/ip_vs/parameters/conn_tab_bits", "12\n").With("/sys/module/ip_vs/parameters/share_ns", "N\n");
        var module = IpvsModule.Fact.Read(node.Probe(IpvsModule.Fact.Items));
        Assert.Equal((12, "N"), (module.ConnectionTableBits, module.Parameters["share_ns"]));
        Assert.Equal(ProbeStatus.Missing, Assert.Throws<FactUnavailableException>(() => IpvsModule.Fact.Read(new FixtureNode().Probe(IpvsModule.Fact.Items))).Status);
    }
}
