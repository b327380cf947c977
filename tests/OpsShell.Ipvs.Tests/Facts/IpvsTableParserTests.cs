using System.Text;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Tests.Facts;

public sealed class IpvsTableParserTests
{
    private static IpvsTable Parse(string body) => IpvsTableParser.Parse(Encoding.UTF8.GetBytes(IpvsText.Heading + body));

    [Fact]
    public void Every_kind_of_line_is_read()
    {
        var table = Parse("""
            TCP  C0A80016:0CEA wlc
              -> C0A85216:0CEA      Tunnel  100    248        2
            UDP  0A60000A:0035 rr ops
              -> 0AF40205:0035      Masq    1      0          9         
            SCTP  0A60000A:0E59 rr
            TCP  [2620:0000:0000:0000:0000:0000:0000:0001]:0050 sh persistent 2700000 80000000
              -> [2620:0000:0000:0000:0000:0000:0000:0002]:0050      Route   1      0          0
            FWM  10001000 wlc persistent 90000 FFFFFF00
              -> C0A83215:0CEA      Local   0      0          0
            IP_50  0A60000A:0000 rr
            IP_51  0A60000A:0000 rr

            """);
        Assert.Equal((7, 4, 259L), (table.Services.Length, table.RealServerCount, table.Connections));
        Assert.Equal(["TCP 192.168.0.22:3306", "UDP 10.96.0.10:53", "SCTP 10.96.0.10:3673", "TCP [2620::1]:80", "FWM 268439552", "ESP 10.96.0.10:0", "AH 10.96.0.10:0"], table.Services.Select(service => service.Key.ToString()));
        Assert.Equal(["wlc", "rr", "rr", "sh", "wlc", "rr", "rr"], table.Services.Select(service => service.Scheduler));
        Assert.True(table.Services[1].OnePacket);
        Assert.Equal(new IpvsPersistence(2700000, 128), table.Services[3].Persistence);
        Assert.Equal(new IpvsPersistence(90000, 24), table.Services[4].Persistence);
        var server = table.Services[0].RealServers[0];
        Assert.Equal(("192.168.82.22:3306", IpvsForward.Tunnel, 100, 248L, 2L), (server.Endpoint.ToString(), server.Forward, server.Weight, server.ActiveConnections, server.InactiveConnections));
        Assert.Empty(table.Services[2].RealServers);
    }

    [Theory]
    // A mark whose servers may all be of the other family: 80000000 is /1 of IPv4 or 128 of IPv6.
    [InlineData("FWM  00000008 rr persistent 90000 80000000\n  -> 0A000901:01BB      Tunnel  1      0          0\n", null)]
    [InlineData("FWM  00000008 rr persistent 90000 80000000\n", null)]
    [InlineData("FWM  00000008 rr persistent 90000 80000000\n  -> 0A000901:01BB      Tunnel  1      0          0\n  -> [2001:0db8:0000:0000:0000:0000:0000:0099]:01BB      Route   1      0          0\n", 128)]
    [InlineData("FWM  00000008 rr persistent 90000 80000000\n  -> 0A000901:01BB      Masq    1      0          0\n", 1)]
    [InlineData("FWM  00000008 rr persistent 90000 40000000\n", 64)]
    [InlineData("FWM  00000008 rr persistent 90000 FFFFFFFF\n", 32)]
    [InlineData("FWM  00000008 rr persistent 90000 00000000\n", 0)]
    [InlineData("TCP  [2001:0db8:0000:0000:0000:0000:0000:0001]:01BB wrr persistent 75000 40000000\n  -> 0A000901:01BB      Tunnel  1      0          0\n", 64)]
    public void A_netmask_is_never_guessed(string body, int? bits) => Assert.Equal(bits, Assert.Single(Parse(body).Services).Persistence!.NetmaskBits);

    [Theory]
    [InlineData("  -> C0A85216:0CEA Masq 1 0 0\n", "line 4: a real server stands before any virtual service")]
    [InlineData("TCP  C0A80016:0CEA wlc\n  -> C0A85216:0CEA Masq 1 24", "line 5: the file is cut off")]
    [InlineData("TCP  C0A80016:0CEA wlc\n  -> C0A85216:0CEA Masq 1 24\n", "line 5: InActConn is missing")]
    [InlineData("TCP  C0A80016:0CEA wlc\n  -> C0A85216:0CEA Masq 1 24 0 7\n", "line 5: nothing is expected after the last field, found '7'")]
    [InlineData("TCP  C0A80016:0CEA wlc\n  -> C0A85216:0CEA Masq 1 99999999999 0\n", "line 5: ActiveConn is '99999999999'")]
    [InlineData("TCP  C0A80016:0CEA wlc\n  -> C0A85216:0CEA Masq -1 0 0\n", "line 5: the weight is -1")]
    [InlineData("TCP  C0A80016:0CEA wlc\n  -> C0A85216:0CEA Teleport 1 0 0\n", "line 5: unknown forwarding method 'Teleport'")]
    [InlineData("AH   C0A80016:0CEA wlc\n", "line 4: unknown protocol 'AH'")]
    [InlineData("ICMP C0A80016:0CEA wlc\n", "line 4: unknown protocol 'ICMP'")]
    [InlineData("TCP  C0A80016:0CEA\n", "line 4: the scheduler is missing")]
    [InlineData("TCP  C0A80016:0CEA \u001b[31m\n", "line 4: the scheduler is '\\u001b[31m'")]
    [InlineData("TCP  C0A80016 wlc\n", "line 4: the virtual address is 'C0A80016'")]
    [InlineData("TCP  C0A80016:CEA wlc\n", "line 4: the virtual address is 'C0A80016:CEA'")]
    [InlineData("TCP  [2620::1]:0050 wlc\n", "expected an IPv6 address in full")]
    [InlineData("TCP  C0A80016:0CEA rr persistent x FFFFFFFF\n", "line 4: the persistence timeout is 'x'")]
    [InlineData("TCP  C0A80016:0CEA rr persistent 9 F0F0F0F0\n", "line 4: the persistence netmask is F0F0F0F0")]
    [InlineData("TCP  C0A80016:0CEA rr hashed\n", "line 4: unknown flag 'hashed'")]
    public void A_wrong_line_is_named(string body, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => Parse(body)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "line 1: the file is empty")]
    [InlineData("IP Virtual Server version 1٣2.1 (size=4096)\n", "line 1: the version is")]
    [InlineData("<html>\n", "line 1: expected 'IP Virtual Server version")]
    [InlineData("IP Virtual Server version 1.2.1 (size=many)\n", "line 1: the size of the connection table is 'many'")]
    [InlineData("IP Virtual Server version 1.2.1 (size=4096)\n", "line 1: expected the heading")]
    [InlineData("IP Virtual Server version 1.2.1 (size=4096)\nProt LocalAddress:Port Scheduler Colour\n", "line 2: expected the heading")]
    public void Another_file_is_refused(string text, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => IpvsTableParser.Parse(Encoding.UTF8.GetBytes(text))).Message, StringComparison.Ordinal);
}
