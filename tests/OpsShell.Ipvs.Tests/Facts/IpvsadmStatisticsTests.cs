using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Tests.Facts;

public sealed class IpvsadmStatisticsTests
{
    // Captured from ipvsadm 1.31 on kernel 6.1; numbers put in.
    internal const string Captured = """
        IP Virtual Server version 1.2.1 (size=4096)
        Prot LocalAddress:Port               Conns   InPkts  OutPkts  InBytes OutBytes
          -> RemoteAddress:Port
        TCP  192.0.2.50:80                     120     2400     2300   240000 92000000000
          -> 10.0.9.1:80                       120     2400     2300   240000 92000000000
        UDP  192.0.2.50:53                       0        0        0        0        0
        SCTP 192.0.2.50:99                       0        0        0        0        0
        TCP  [2001:db8::1]:443                   7        0        0        0        0
          -> 10.0.9.1:443                        3        0        0        0        0
          -> [2001:db8::99]:443                  4        0        0        0        0
        FWM  7                                   5        0        0        0        0
          -> 10.0.9.1:443                        5        0        0        0        0
        FWM  8 IPv6                              6        0        0        0        0

        """;

    private static IpvsEndpoint Endpoint(string address, ushort port) => IpvsAddress.TryParse(address, out var parsed) ? new(parsed, port) : throw new ArgumentException(address);

    [Fact]
    public void The_captured_output_is_read()
    {
        var statistics = IpvsadmStatistics.Parse(Captured);
        Assert.Equal(6, statistics.Services.Count);
        Assert.Equal(4, statistics.RealServers.Count);
        var http = new IpvsServiceKey(IpvsProtocol.TCP, Endpoint("192.0.2.50", 80));
        Assert.Equal(new IpvsCounters(120, 2400, 2300, 240000, 92000000000), statistics.Services[http]);
        Assert.Equal(92000000000UL, statistics.RealServers[(http, Endpoint("10.0.9.1", 80))].OutgoingBytes);
        Assert.Equal(4UL, statistics.RealServers[(new(IpvsProtocol.TCP, Endpoint("2001:db8::1", 443)), Endpoint("2001:db8::99", 443))].Connections);
        Assert.Equal(6UL, statistics.Services[new(IpvsProtocol.FWM, default, 8)].Connections);
    }

    [Fact]
    public void One_mark_of_two_families_is_left_out()
    {
        var statistics = IpvsadmStatistics.Parse(Captured + "FWM  8                                   1        0        0        0        0\n");
        Assert.DoesNotContain(new IpvsServiceKey(IpvsProtocol.FWM, default, 8), statistics.Services.Keys);
    }

    [Fact]
    public void An_address_that_may_be_cut_off_is_left_out()
    {
        // 28 characters: an old ipvsadm may have cut the port off, so whose counters these are is not known.
        const string cut = "[2001:db8:1111:2222:33::9]:8";
        Assert.Equal(28, cut.Length);
        var statistics = IpvsadmStatistics.Parse(Captured + $"  -> {cut} 9 0 0 0 0\n");
        Assert.Equal(4, statistics.RealServers.Count);
    }

    [Theory]
    [InlineData("", "line 1: the output ends before its heading")]
    [InlineData("Can't initialize ipvs: Permission denied\n", "line 1: expected 'IP Virtual Server version'")]
    [InlineData("IP Virtual Server version 1.2.1 (size=4096)\nProt LocalAddress:Port CPS InPPS OutPPS InBPS OutBPS\n", "line 2: expected 'Prot LocalAddress:Port Conns")]
    public void Other_output_is_refused(string text, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => IpvsadmStatistics.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("TCP  192.0.2.51:80  120 2400 2300 240000 9200M", "OutBytes is '9200M'")]
    [InlineData("TCP  192.0.2.51:80  120 2400 2300", "expected a name and 5 numbers")]
    [InlineData("ICMP 192.0.2.51:80  1 2 3 4 5", "unknown protocol 'ICMP'")]
    [InlineData("4 192.0.2.51:80  1 2 3 4 5", "unknown protocol '4'")]
    [InlineData("TCP  web:http  1 2 3 4 5", "'web:http' is no address with a port")]
    [InlineData("TCP  192.0.2.51:99999  1 2 3 4 5", "'192.0.2.51:99999' is no address with a port")]
    [InlineData("FWM  99999999999  1 2 3 4 5", "more than 32 bits")]
    public void A_wrong_line_is_named(string line, string message)
    {
        var error = Assert.Throws<FormatException>(() => IpvsadmStatistics.Parse(Captured + line + "\n"));
        Assert.Contains("line 14: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_readings_have_their_own_time()
    {
        var samples = IpvsadmSamples.Parse($"100.00 5.0\n{Captured}----\n104.50 5.0\n{Captured}");
        Assert.Equal(4.5, samples.Seconds);
        Assert.Contains("no second reading", Assert.Throws<FormatException>(() => IpvsadmSamples.Parse($"1.0 1\n{Captured}")).Message, StringComparison.Ordinal);
        Assert.Contains("no time passed", Assert.Throws<FormatException>(() => IpvsadmSamples.Parse($"1.0 1\n{Captured}----\n1.0 1\n{Captured}")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.96.0.10", "10.96.0.10", true)]
    [InlineData("10.96.0.1", "10.96.0.10", false)]
    [InlineData("10.96.0.0/12", "10.111.255.255", true)]
    [InlineData("10.96.0.0/12", "10.112.0.0", false)]
    [InlineData("0.0.0.0/0", "10.112.0.0", true)]
    [InlineData("0.0.0.0/0", "fd00::1", false)]
    [InlineData("::/0", "fd00::1", true)]
    [InlineData("fd00::/64", "fd00::ffff:0:0:1", true)]
    [InlineData("fd00::/64", "fd00:0:0:1::1", false)]
    [InlineData("10.96.0.10/32", "10.96.0.10", true)]
    [InlineData("10.96.*", "10.96.3.4", true)]
    [InlineData("10.96.0.?", "10.96.0.10", false)]
    public void Addresses_are_chosen(string pattern, string address, bool expected) =>
        Assert.Equal(expected, AddressPattern.Parse(pattern).Matches(Endpoint(address, 0).Address));

    [Theory]
    [InlineData("web")]
    [InlineData("10.96")]
    [InlineData("10.96.0.0/33")]
    [InlineData("10.96.0.0/")]
    [InlineData("10.96.0.0/-1")]
    [InlineData("fd00::/129")]
    public void What_is_no_address_is_refused(string pattern) =>
        Assert.Contains($"'{pattern}' is no address", Assert.Throws<FormatException>(() => AddressPattern.Parse(pattern)).Message, StringComparison.Ordinal);
}
