using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Core.Facts;

/// <summary>
/// The node's own addresses, without starting a program on it: /proc/net/fib_trie (fib_trie_seq_show in net/ipv4/fib_trie.c)
/// and /proc/net/if_inet6 (if6_seq_show in net/ipv6/addrconf.c).
/// </summary>
/// <param name="Addresses">Each once, IPv4 first, in order of the files.</param>
public sealed record LocalAddresses(ImmutableArray<LocalAddress> Addresses)
{
    private const int AddressAlone = 32;

    /// <summary>Where IPv4 addresses are read.</summary>
    public const string Source = "/proc/net/fib_trie";

    /// <summary>IPv4 addresses.</summary>
    // A virtual address on kube-ipvs0 takes about 150 bytes, twice where the tables main and local are kept apart.
    public static readonly ProbeItem Trie = ProbeItem.File(Source) with { Limit = 16 << 20 };

    /// <summary>IPv6 addresses, with their interfaces.</summary>
    public static readonly ProbeItem InterfaceAddresses = ProbeItem.File("/proc/net/if_inet6") with { Limit = 4 << 20 };

    /// <summary>The fact. A node without IPv6 has IPv4 addresses alone.</summary>
    public static readonly Fact<LocalAddresses> Fact = Findings.Fact.FromItems(
        "node/local-addresses", "Addresses of this node", [Trie, InterfaceAddresses], Read);

    /// <summary>Reads both files; pure.</summary>
    /// <param name="trie">The text of fib_trie.</param>
    /// <param name="interfaceAddresses">The text of if_inet6; empty without IPv6.</param>
    /// <exception cref="FormatException">A line is not as the kernel writes it; the message has the line.</exception>
    public static LocalAddresses Parse(string trie, string interfaceAddresses) => new([.. ParseTrie(trie), .. ParseInterfaces(interfaceAddresses)]);

    private static LocalAddresses Read(ProbeResults results) =>
        Parse(results.Text(Trie), results.Find(InterfaceAddresses).Status == ProbeStatus.Missing ? "" : results.Text(InterfaceAddresses));

    /// <summary>The IPv4 addresses in a text of fib_trie, each once; pure.</summary>
    /// <exception cref="FormatException">A line is not as the kernel writes it; the message has the line.</exception>
    /// <remarks>
    /// A leaf is an address, <c>|-- 192.168.10.0</c>, with a line for each route to it: <c>/24 link UNICAST</c> is a connected
    /// subnet, <c>/32 host LOCAL</c> an address of the node. Both tables may be printed, with the same content while they are one.
    /// </remarks>
    public static IEnumerable<LocalAddress> ParseTrie(string text)
    {
        var local = new List<uint>();
        var subnets = new HashSet<(uint Network, int Length)>();
        uint? leaf = null;
        foreach (var line in TextLine.Of(text))
        {
            var words = line.Fields();
            if (words[0] == "|--")
                leaf = Address(line, words.Length > 1 ? words[1] : "");
            else if (words[0] is "+--" || words[0].EndsWith(':') || words[0] == "Id")
                leaf = null;
            else if (words is [['/', .. var length], var scope, var type, ..])
                Add(line, leaf ?? throw line.Error("a route stands before any address"), length, scope, type);
            else
                throw line.Error($"{TextLine.Quote(words[0])} begins no line of a routing table");
        }
        var lengths = subnets.Select(subnet => subnet.Length).Distinct().OrderDescending().ToArray();
        return local.Distinct().Select(address => new LocalAddress(
            ToAddress(address), "", lengths.FirstOrDefault(length => subnets.Contains((address & Mask(length), length)), AddressAlone)));

        void Add(TextLine line, uint address, string length, string scope, string type)
        {
            var bits = line.UnsignedNumber(length, "prefix length") is <= 32 and var known ? (int)known : throw line.Error($"the prefix length is {length}, expected 0 to 32");
            if (bits == 32 && type == "LOCAL")
                local.Add(address);
            else if (bits is > 0 and < 32 && ((scope, type) is ("link", "UNICAST") || (scope, type) is ("host", "LOCAL")))
                subnets.Add((address & Mask(bits), bits));
        }
    }

    /// <summary>The IPv6 addresses in a text of if_inet6; pure.</summary>
    /// <exception cref="FormatException">A line is not as the kernel writes it; the message has the line.</exception>
    /// <remarks>A line: address, index, prefix length, scope and flags in hexadecimal, and the interface.</remarks>
    public static IEnumerable<LocalAddress> ParseInterfaces(string text)
    {
        foreach (var line in TextLine.Of(text))
        {
            var words = line.Fields(6);
            if (words[0].Length != 32 || !UInt128.TryParse(words[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits))
                throw line.Error($"the address is {TextLine.Quote(words[0])}, expected 32 hexadecimal digits");
            var length = line.Hex(words[2], "prefix length");
            yield return length <= 128
                ? new LocalAddress(ToAddress(bits), words[5], (int)length)
                : throw line.Error($"the prefix length is {length}, expected 0 to 128");
        }
    }

    private static uint Address(TextLine line, string word) =>
        IPAddress.TryParse(word, out var address) && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork
            ? BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes())
            : throw line.Error($"{TextLine.Quote(word)} is no IPv4 address");

    private static uint Mask(int length) => uint.MaxValue << (32 - length);

    private static IPAddress ToAddress(uint address)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, address);
        return new IPAddress(bytes);
    }

    private static IPAddress ToAddress(UInt128 address)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, address);
        return new IPAddress(bytes);
    }
}
