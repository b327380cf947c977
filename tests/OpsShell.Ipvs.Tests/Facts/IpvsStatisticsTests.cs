using OpsShell.Ipvs.Facts;
using OpsShell.Testing;

namespace OpsShell.Ipvs.Tests.Facts;

public sealed class IpvsStatisticsTests
{
    private static string Read(string file) => File.ReadAllText(Path.Combine(FixtureNode.RootFolder("debian12-6.1-lab"), "proc/net", file));

    [Fact]
    public void Captured_files_are_read()
    {
        var total = IpvsStatistics.Parse(Read("ip_vs_stats"));
        var cpus = IpvsCpuStatistics.Parse(Read("ip_vs_stats_percpu"));
        Assert.Equal(9UL, total.Total.Connections);
        Assert.Equal(total.Total, cpus.Total);
        Assert.Equal(total.Total, cpus.Sum);
    }

    [Theory]
    [InlineData("Conns  Packets Packets", "line 2: expected the heading")]
    [InlineData("Conns/s   Pkts/s   Errors/s", "expected the heading 'Conns/s Pkts/s Pkts/s Bytes/s Bytes/s'")]
    public void Other_columns_are_refused(string heading, string message)
    {
        var lines = Read("ip_vs_stats").Split('\n');
        lines[heading.StartsWith("Conns/s", StringComparison.Ordinal) ? 4 : 1] = heading;
        Assert.Contains(message, Assert.Throws<FormatException>(() => IpvsStatistics.Parse(string.Join('\n', lines))).Message, StringComparison.Ordinal);
    }
}
