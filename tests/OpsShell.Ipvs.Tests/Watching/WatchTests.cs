using System.Text;
using OpsShell.Core.Transport.Terminal;
using OpsShell.Ipvs.Facts;
using OpsShell.Ipvs.Watching;

namespace OpsShell.Ipvs.Tests.Watching;

public sealed class WatchTests
{
    private const string Table = """
        IP Virtual Server version 1.2.1 (size=4096)
        Prot LocalAddress:Port Scheduler Flags
          -> RemoteAddress:Port Forward Weight ActiveConn InActConn
        TCP  0A600001:01BB rr
          -> 0A420001:192B      Masq    1      4          2
        TCP  0A600002:0050 rr
          -> 0A420002:0050      Masq    0      1          0
          -> 0A420003:0050      Masq    1      9          0

        """;

    private static WatchReading Reading(double uptime, string table, ulong connections, ulong? syn = 10) => new(
        uptime, DateTimeOffset.UnixEpoch.AddSeconds(uptime), IpvsTableParser.Parse(Encoding.UTF8.GetBytes(table)),
        IpvsCpuStatistics.Parse($"       Total Incoming Outgoing         Incoming         Outgoing\nCPU    Conns  Packets  Packets            Bytes            Bytes\n  0 {connections:X} 0 0 0 0\n  ~ 0 0 0 0 0\n\n     Conns/s   Pkts/s   Pkts/s          Bytes/s          Bytes/s\n 0 0 0 0 0\n"),
        syn, 0, new EstimatorSwitch(false, "run_estimation", "", "0"), null, "none: ipvsadm is not there");

    private static OpsIpvsSample Sample(string node = "web") => WatchSampler.Of(
        node, Reading(100, Table, 50), Reading(102, Table.Replace("4          2", "4          22", StringComparison.Ordinal), 250, 16), IpvsServiceOrder.Rate, 20)!;

    [Fact]
    public void Two_readings_make_rates()
    {
        var sample = Sample();
        Assert.Equal((100.0, 3.0, 0.0), (sample.ConnectionsPerSecond, sample.SynRetransmitsPerSecond, sample.InsertFailedPerSecond));
        Assert.Equal((14L, 22L, 2, 3, 1), (sample.ActiveConnections, sample.InactiveConnections, sample.VirtualServices, sample.RealServers, sample.ZeroWeightServers));
        Assert.Equal("off (run_estimation=0)", sample.Estimator);
        // Without rates the change of connections decides.
        Assert.Equal([("TCP 10.96.0.1:443", 20L), ("TCP 10.96.0.2:80", 0L)], sample.Services.Select(service => (service.Name, service.Change)));
    }

    [Fact]
    public void A_node_that_restarted_meanwhile_gives_no_sample_and_no_counter_that_went_back()
    {
        Assert.Null(WatchSampler.Of("web", Reading(100, Table, 50), Reading(3, Table, 50), IpvsServiceOrder.Rate, 20));
        var sample = WatchSampler.Of("web", Reading(100, Table, 50, 10), Reading(102, Table, 40, 9), IpvsServiceOrder.Rate, 20)!;
        Assert.Equal((null, null), (sample.ConnectionsPerSecond, sample.SynRetransmitsPerSecond));
    }

    [Theory]
    [InlineData(IpvsServiceOrder.Active, "TCP 10.96.0.2:80"), InlineData(IpvsServiceOrder.Connections, "TCP 10.96.0.1:443")]
    [InlineData(IpvsServiceOrder.ZeroWeight, "TCP 10.96.0.2:80"), InlineData(IpvsServiceOrder.Name, "TCP 10.96.0.1:443")]
    public void Services_are_sorted(IpvsServiceOrder order, string first) =>
        Assert.Equal(first, WatchSampler.Sort(Sample().Services, service => service, order).First().Name);

    [Theory]
    [InlineData("q", "Quit"), InlineData("\u0003", "Quit"), InlineData("\u001b[A\u001b[6~s", "Up PageDown Sort"), InlineData("\u001bOB", "Down"), InlineData(" p", "Pause Pause")]
    [InlineData("\u001b[3~", ""), InlineData("\u001b[1;5q", ""), InlineData("\u001b", ""), InlineData("xyz", ""), InlineData("\u001b[", "")]
    public void Keys_are_told_from_what_a_terminal_sends(string typed, string keys) =>
        Assert.Equal(keys, string.Join(' ', WatchKeys.Decode(Encoding.UTF8.GetBytes(typed))));

    [Theory, InlineData(80, 24), InlineData(160, 50), InlineData(20, 5), InlineData(1, 1), InlineData(200, 2)]
    public void The_picture_fits_the_terminal(int columns, int rows)
    {
        var view = new WatchView(2, 20, IpvsServiceOrder.Rate);
        view.Take(Sample());
        view.TakeError("bad", "refused\u001b[2J");
        var lines = view.Lines(new TerminalSize(columns, rows));
        Assert.Equal(rows, lines.Count);
        Assert.All(lines, line => Assert.True(line.Length <= columns && !line.Any(char.IsControl), line));
    }

    [Fact]
    public void A_terminal_of_80_columns_has_room_for_rates_connections_and_errors()
    {
        const string longest = "[fd00:1234:5678:9abc:def0:1234:5678:9abc]:FFFF";
        var table = Table.Replace("0A600001:01BB", longest, StringComparison.Ordinal);
        var view = new WatchView(2, 20, IpvsServiceOrder.Name);
        view.Take(WatchSampler.Of("node-0123456789-0123456789", Reading(100, table, 50), Reading(102, table, 250, 16), IpvsServiceOrder.Name, 20)!);
        var lines = view.Lines(new TerminalSize(80, 24));
        Assert.Equal("NODE               CONN/S SYN RE/S CT FAIL/S   ACTIVE INACTIVE   W0  IN PKT/S", lines[1][..77]);
        Assert.Equal("node-0123456789…      100        3         0       14        2    1         0", lines[2][..77]);
        Assert.Equal("SERVICE                     CONN/S  ACTIVE INACTIVE  CHANGE   W0 SERVERS", lines[4][..72]);
        Assert.Equal("TCP 10.96.0.2:80                 -      10        0       0    1       2", lines[5][..72]);
        Assert.Equal("TCP [fd00:1234:5678:9abc…        -       4        2       0    0       1", lines[6][..72]);
        Assert.Contains(view.Lines(new TerminalSize(130, 24)), line => line.StartsWith("TCP [fd00:1234:5678:9abc:def0:1234:5678:9abc]:65535 ", StringComparison.Ordinal));
    }

    [Fact]
    public void Keys_change_the_picture()
    {
        var view = new WatchView(2, 20, IpvsServiceOrder.Rate);
        view.Take(Sample());
        var size = new TerminalSize(120, 6);
        string Service() => view.Lines(size)[^2];
        Assert.StartsWith("TCP 10.96.0.1:443", Service(), StringComparison.Ordinal);
        view.Press(WatchKey.Down);
        Assert.StartsWith("TCP 10.96.0.2:80", Service(), StringComparison.Ordinal);
        view.Press(WatchKey.PageDown);
        Assert.StartsWith("TCP 10.96.0.2:80", Service(), StringComparison.Ordinal);
        view.Press(WatchKey.Top);
        view.Press(WatchKey.Sort);
        view.Press(WatchKey.Sort);
        Assert.StartsWith("TCP 10.96.0.2:80", Service(), StringComparison.Ordinal);
        Assert.Contains("sort: Active", view.Lines(size)[0], StringComparison.Ordinal);
        view.Press(WatchKey.Pause);
        view.Take(Sample() with { ServiceRates = "later" });
        Assert.Contains("PAUSED", view.Lines(size)[0], StringComparison.Ordinal);
        Assert.DoesNotContain("later", view.Lines(size)[0], StringComparison.Ordinal);
        view.Press(WatchKey.Pause);
        Assert.Contains("later", view.Lines(size)[0], StringComparison.Ordinal);
    }
}
