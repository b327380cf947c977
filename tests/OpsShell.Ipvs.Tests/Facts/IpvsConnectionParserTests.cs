using System.Text;
using CsCheck;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Tests.Facts;

public sealed class IpvsConnectionParserTests
{
    private const string Head = "Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Expires PEName PEData\n";
    private const string OldHead = "Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Expires\n";
    private const string SyncHead = "Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Origin Expires\n";
    private const string Line = "TCP 0AE90001 939C 0AE90001 01BB 0A42031F 192B ESTABLISHED     875\n";

    private const string Mixed = Head + Line + """
        UDP 0AF40101 EAD7 0A60000A 0035 0AF40205 0035 UDP             43
        TCP 2001:0db8:0000:0000:0000:0000:0000:0007 D431 2001:0db8:0000:0000:0000:0000:0000:0001 01BB 2001:0db8:0000:0000:0000:0000:0000:0099 01BB TIME_WAIT       9
        TCP 2001:0db8:0000:0000:0000:0000:0000:0007 D432 2001:0db8:0000:0000:0000:0000:0000:0001 01BB 0A000901 01BB SYN_RECV       59
        TCP 0AF40101 0000 0A609C11 01BB 0AF4050E 1F90 NONE          10799
        IP  0AF40101 0000 00000007 0000 0AF4050E 0000 ASSURED         299
        UDP 0AF40101 13C4 0A600010 13C4 0AF4050E 13C4 UDP             299 sip 4f7a@10.0.0.1
        SCTP 0AF40101 13C4 0A600010 13C4 0AF4050E 13C4 SHUTDOWN_ACK_SENT       2

        """;

    private static List<IpvsConnection> Parse(string text) => IpvsConnectionParser.Parse(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Every_kind_of_line_is_read()
    {
        var connections = Parse(Mixed);
        Assert.Equal(
            ["10.233.0.1:37788", "10.244.1.1:60119", "[2001:db8::7]:54321", "[2001:db8::7]:54322", "10.244.1.1:0", "10.244.1.1:0", "10.244.1.1:5060", "10.244.1.1:5060"],
            connections.Select(connection => connection.Client.ToString()));
        Assert.Equal(["ESTABLISHED", "UDP", "TIME_WAIT", "SYN_RECV", "NONE", "ASSURED", "UDP", "SHUTDOWN_ACK_SENT"], connections.Select(connection => connection.State));
        Assert.Equal([875L, 43, 9, 59, 10799, 299, 299, 2], connections.Select(connection => connection.ExpiresSeconds));
        Assert.Equal("10.0.9.1:443", connections[3].Server.ToString());
        Assert.Equal([4, 5], connections.Index().Where(pair => pair.Item.IsTemplate).Select(pair => pair.Index));
        Assert.All(connections, connection => Assert.Null(connection.IsSynced));
    }

    [Fact]
    public void Old_kernels_and_the_sync_file_are_read()
    {
        Assert.Equal(875, Assert.Single(Parse(OldHead + Line)).ExpiresSeconds);
        var synced = Parse(SyncHead + "TCP 0A63DDC2 9BC4 0A631A8B 7F6F AC10A419 1F48 TIME_WAIT   LOCAL       10\nTCP 0A63DDC2 9BC4 0A631A8B 7F6F AC10A419 1F48 TIME_WAIT   SYNC        10\n");
        Assert.Equal([false, true], synced.Select(connection => connection.IsSynced));
        // A timer that is over, on an old kernel with HZ 1000 and 250.
        Assert.Equal(0, Assert.Single(Parse(OldHead + Line.Replace("    875", "18446744073709551", StringComparison.Ordinal))).ExpiresSeconds);
        Assert.Equal(0, Assert.Single(Parse(OldHead + Line.Replace("    875", "73786976294838206", StringComparison.Ordinal))).ExpiresSeconds);
    }

    [Theory]
    [InlineData("", "line 1: the file is empty")]
    [InlineData("Pro FromIP", "line 1: the file is cut off")]
    [InlineData("Pro FromIP   FPrt ToIP     TPrt LocalIP  LPrt DestIP   DPrt State       Expires\n", "line 1: expected the heading")]
    [InlineData(Head + "TCP 0AE90001 939C 0AE90001 01BB 0A42031F 192B ESTABLISHED     8", "line 2: the file is cut off")]
    [InlineData(Head + "TCP 0AE90001 939C 0AE90001 01BB 0A42031F 192B ESTABLISHED\n", "line 2: Expires is missing")]
    [InlineData(Head + "TCP 0AE90001 939C 0AE90001 01BB 0A42031F 192B ESTABLISHED -5\n", "line 2: Expires is '-5'")]
    [InlineData(Head + "TCP 0AE90001 939C 0AE90001 01BB 0A42031F 192B ESTABLISHED 99999999999\n", "line 2: Expires is 99999999999, which is no time")]
    [InlineData(Head + "TCP 0AE90001 939C 0AE90001 01BB 0A42031F 192B \u001b[31m 8\n", "line 2: the state is '\\u001b[31m'")]
    [InlineData(Head + "TCP 0AE9000 1939C 0AE90001 01BB 0A42031F 192B ESTABLISHED 8\n", "line 2: the client is '0AE9000'")]
    [InlineData(Head + "TCP 0AE90001 39C 0AE90001 01BB 0A42031F 192B ESTABLISHED 8\n", "line 2: the port of the client is '39C'")]
    [InlineData(Head + "TCP 0AE90001 939C 2001:0db8:0000:0000:0000:0000:0000:0001 01BB 0A42031F 192B ESTABLISHED 8\n", "line 2: the client and the virtual address are of different families")]
    [InlineData(OldHead + "TCP 0AE90001 939C 0AE90001 01BB 0A42031F 192B ESTABLISHED 8 x\n", "line 2: nothing is expected after the last field")]
    [InlineData(SyncHead + "TCP 0AE90001 939C 0AE90001 01BB 0A42031F 192B ESTABLISHED REMOTE 8\n", "line 2: the origin is 'REMOTE'")]
    public void A_wrong_line_is_named(string text, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Pieces_give_the_same_as_the_whole() => Gen.Int[1, 90].Array[1, 40].Sample(sizes =>
    {
        var bytes = Encoding.ASCII.GetBytes(Mixed);
        var connections = new List<IpvsConnection>();
        var parser = new IpvsConnectionParser(connections.Add);
        for (int at = 0, piece = 0; at < bytes.Length; piece++)
        {
            var size = Math.Min(sizes[piece % sizes.Length], bytes.Length - at);
            parser.Feed(bytes.AsSpan(at, size));
            at += size;
        }
        parser.End();
        Assert.Equal(Parse(Mixed), connections);
    }, iter: 300);

    [Fact]
    public void Memory_is_bounded_by_a_line()
    {
        var parser = new IpvsConnectionParser(_ => { });
        parser.Feed(Encoding.ASCII.GetBytes(Head));
        Assert.Contains("longer than 1024 bytes", Assert.Throws<FormatException>(() => parser.Feed(new byte[1 << 20])).Message, StringComparison.Ordinal);
        var names = string.Concat(Enumerable.Range(0, 100).Select(name => Line.Replace("ESTABLISHED", $"S{name}", StringComparison.Ordinal)));
        Assert.Contains("no kernel has so many", Assert.Throws<FormatException>(() => Parse(Head + names)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10_000, 4096, true, false)]
    [InlineData(100_000, 4096, true, false)]
    [InlineData(200_000, 4096, true, true)]
    [InlineData(200_000, 4096, false, false)]
    [InlineData(100_000, 1 << 20, true, true)]
    [InlineData(1_000_000, 1 << 20, false, false)]
    [InlineData(0, 1 << 20, true, false)]
    public void Cost_grows_with_the_square_on_old_kernels(long connections, long buckets, bool rewalks, bool tooMuch) =>
        Assert.Equal(tooMuch, new ConnectionReadCost(connections, buckets, rewalks).IsTooMuch);

    [Fact]
    public void A_refusal_names_count_and_estimate() =>
        Assert.Contains("reading 1000000 connections would keep a CPU of the node busy for about 32", new ConnectionReadCost(1_000_000, 4096, true).Refusal, StringComparison.Ordinal);

    [Theory]
    [InlineData(false, "5.4", true)]
    [InlineData(false, "6.13", true)]
    [InlineData(false, "6.14", false)]
    [InlineData(false, "7.0", false)]
    [InlineData(true, "5.4", false)]
    [InlineData(false, null, true)]
    public void What_is_not_known_counts_as_slow(bool hasStatus, string? release, bool expected)
    {
        var version = release is null ? null : ((int, int)?)(int.Parse(release.Split('.')[0], null), int.Parse(release.Split('.')[1], null));
        Assert.Equal(expected, ConnectionReadCost.DoesRewalk(hasStatus, version));
    }
}
