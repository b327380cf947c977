using System.Text;
using CsCheck;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Tests.Facts;

/// <summary>What the kernel can write is read without loss, and what anybody else writes is no crash.</summary>
public sealed class RoundTripTests
{
    private static Gen<T> One<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static readonly Gen<IpvsAddress> Address = Gen.OneOf(
        Gen.UInt.Select(IpvsAddress.FromIPv4),
        Gen.Select(Gen.ULong, Gen.ULong).Select((high, low) => IpvsAddress.FromIPv6(((UInt128)high << 64) | low)));

    private static readonly Gen<IpvsEndpoint> Endpoint = Gen.Select(Address, Gen.UShort).Select((address, port) => new IpvsEndpoint(address, port));

    private static readonly Gen<IpvsRealServer> Server = Gen.Select(Endpoint, Gen.Enum<IpvsForward>(), Gen.Int[0, 65535], Gen.Int, Gen.Int)
        .Select((endpoint, forward, weight, active, inactive) => new IpvsRealServer(endpoint, forward, weight, active, inactive));

    private static readonly Gen<IpvsServiceKey> Key = Gen.OneOf(
        Gen.Select(One(IpvsProtocol.TCP, IpvsProtocol.UDP, IpvsProtocol.SCTP), Endpoint).Select((protocol, endpoint) => new IpvsServiceKey(protocol, endpoint)),
        Gen.UInt.Select(mark => new IpvsServiceKey(IpvsProtocol.FWM, default, mark)));

    private static readonly Gen<IpvsService> Service = Gen.Select(Key, One("rr", "wrr", "wlc", "sh", "none"), Gen.Bool, Gen.ULong, Gen.Int[-1, 128], Server.Array[0, 4])
        .Select((key, scheduler, onePacket, jiffies, bits, servers) => new IpvsService(
            key, scheduler, onePacket, Persistence(key, servers, jiffies, bits), [.. servers]));

    private static readonly Gen<IpvsTable> Table = Gen.Select(Gen.Int[8, 20], Service.Array[0, 12]).Select((bits, services) => new IpvsTable("1.2.1", 1L << bits, [.. services]));

    // IPv4 has at most 32 bits; a mark with tunnels alone is not told by its line which family it has.
    private static IpvsPersistence? Persistence(IpvsServiceKey key, IpvsRealServer[] servers, ulong jiffies, int bits)
    {
        var direct = servers.Where(server => server.Forward != IpvsForward.Tunnel).ToArray();
        var isIPv6 = key.Protocol != IpvsProtocol.FWM ? key.Endpoint.Address.IsIPv6 : direct.Length == 0 || direct[0].Endpoint.Address.IsIPv6;
        return bits < 0 ? null : new IpvsPersistence(jiffies, isIPv6 ? bits : bits % 33);
    }

    [Fact]
    public void A_table_is_read_as_it_was_written() => Table.Sample(table =>
    {
        var read = IpvsTableParser.Parse(Encoding.ASCII.GetBytes(IpvsText.Write(table)));
        Assert.Equal((table.Version, table.ConnectionTableSize, table.Services.Length, table.Connections), (read.Version, read.ConnectionTableSize, read.Services.Length, read.Connections));
        foreach (var (expected, found) in table.Services.Zip(read.Services))
        {
            Assert.Equal((expected.Key, expected.Scheduler, expected.OnePacket, expected.Persistence), (found.Key, found.Scheduler, found.OnePacket, found.Persistence));
            Assert.Equal<IpvsRealServer>(expected.RealServers, found.RealServers);
        }
    }, iter: 2000);

    [Fact]
    public void Connections_are_read_as_they_were_written() =>
        Gen.Select(One("TCP", "UDP", "SCTP", "IP"), Gen.UInt, Endpoint, Endpoint, Gen.UShort, One("ESTABLISHED", "TIME_WAIT", "UDP", "NONE"), Gen.UInt).Array[0, 20].Sample(rows =>
        {
            IpvsConnection[] connections =
            [
                .. rows.Select(row => new IpvsConnection(
                    row.Item1, new IpvsEndpoint(row.Item3.Address.IsIPv6 ? IpvsAddress.FromIPv6(row.Item2) : IpvsAddress.FromIPv4(row.Item2), row.Item5), row.Item3, row.Item4, row.Item6, row.Item7, null)),
            ];
            var text = "Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Expires PEName PEData\n" + string.Concat(connections.Select(IpvsText.Write));
            Assert.Equal(connections, IpvsConnectionParser.Parse(Encoding.ASCII.GetBytes(text)));
        }, iter: 500);

    [Fact]
    public void Addresses_outlive_their_text() => Address.Sample(address => IpvsAddress.TryParse(address.ToString(), out var parsed) && parsed == address);

    [Fact]
    public void Any_bytes_give_a_record_or_a_located_error() => Gen.Byte.Array[0, 300].Sample(bytes =>
    {
        foreach (var head in (string[])["", IpvsText.Head("1.2.1", 4096)])
        {
            try
            {
                IpvsTableParser.Parse([.. Encoding.ASCII.GetBytes(head), .. bytes]);
            }
            catch (FormatException error)
            {
                Assert.StartsWith("line ", error.Message, StringComparison.Ordinal);
            }
        }
    }, iter: 3000);
}
