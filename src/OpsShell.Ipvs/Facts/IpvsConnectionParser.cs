using System.Buffers;
using System.Text;

namespace OpsShell.Ipvs.Facts;

/// <summary>
/// Reads /proc/net/ip_vs_conn and ip_vs_conn_sync (ip_vs_conn_seq_show in net/netfilter/ipvs/ip_vs_conn.c) as the bytes come, because a
/// busy node has millions of lines. Memory is bounded by one line. For one thread.
/// </summary>
public sealed class IpvsConnectionParser
{
    /// <summary>Where it is read.</summary>
    public const string Source = "/proc/net/ip_vs_conn";

    // A line has at most three IPv6 addresses (39 characters) and the data of a persistence engine (255).
    private const int LongestLine = 1024;
    private const int MostNames = 64, LongestName = 24;

    private const string Plain = "Pro FromIP FPrt ToIP TPrt DestIP DPrt State Expires";
    private const string WithEngine = Plain + " PEName PEData";
    private const string Sync = "Pro FromIP FPrt ToIP TPrt DestIP DPrt State Origin Expires";

    private static readonly SearchValues<byte> _nameBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_!?"u8);

    private readonly Action<IpvsConnection> _take;
    private readonly byte[] _rest = new byte[LongestLine];
    private readonly List<string> _names = [];
    private int _restLength;
    private int _number;
    private string? _heading;

    /// <summary>Makes one.</summary>
    /// <param name="take">Gets each connection.</param>
    public IpvsConnectionParser(Action<IpvsConnection> take) => _take = take;

    /// <summary>Takes the next bytes.</summary>
    /// <exception cref="FormatException">It is not such a file; the message has the line.</exception>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        if (_restLength > 0)
        {
            var end = bytes.IndexOf((byte)'\n');
            Keep(end < 0 ? bytes : bytes[..(end + 1)]);
            if (end < 0)
                return;
            bytes = bytes[(end + 1)..];
            ReadLines(_rest.AsSpan(0, _restLength));
            _restLength = 0;
        }
        var whole = bytes.LastIndexOf((byte)'\n') + 1;
        ReadLines(bytes[..whole]);
        Keep(bytes[whole..]);
    }

    /// <summary>Says that all bytes have come.</summary>
    /// <exception cref="FormatException">They end within a line, or before the heading.</exception>
    public void End()
    {
        if (_restLength > 0)
            throw new FormatException($"line {_number + 1}: the file is cut off: its last line has no end");
        if (_heading is null)
            throw new FormatException("line 1: the file is empty");
    }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="FormatException">It is not such a file, or is cut off; the message has the line.</exception>
    public static List<IpvsConnection> Parse(ReadOnlySpan<byte> file)
    {
        var connections = new List<IpvsConnection>();
        var parser = new IpvsConnectionParser(connections.Add);
        parser.Feed(file);
        parser.End();
        return connections;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_restLength + bytes.Length > LongestLine)
            throw new FormatException($"line {_number + 1}: it is longer than {LongestLine} bytes");
        bytes.CopyTo(_rest.AsSpan(_restLength));
        _restLength += bytes.Length;
    }

    private void ReadLines(ReadOnlySpan<byte> lines)
    {
        while (ByteLine.TryTake(ref lines, ref _number, out var line))
        {
            if (line.Text.Length > LongestLine)
                throw line.Error($"it is longer than {LongestLine} bytes");
            if (_heading is null)
                _heading = ReadHeading(line);
            else
                _take(ReadConnection(ref line));
        }
    }

    // A vendor's kernel with further columns (a local address, say) would shift the others, so the columns must be the known ones.
    private static string ReadHeading(ByteLine line)
    {
        var words = string.Join(' ', Encoding.ASCII.GetString(line.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return words is Plain or WithEngine or Sync ? words : throw line.Error($"expected the heading '{WithEngine}', found {ByteLine.Quote(line.Text)}");
    }

    private IpvsConnection ReadConnection(ref ByteLine line)
    {
        var protocol = ReadName(ref line, "the protocol");
        var client = ReadEndpoint(ref line, "the client");
        var service = ReadEndpoint(ref line, "the virtual address");
        if (client.Address.IsIPv6 != service.Address.IsIPv6)
            throw line.Error("the client and the virtual address are of different families");
        var server = ReadEndpoint(ref line, "the real server");
        var state = ReadName(ref line, "the state");
        bool? synced = _heading == Sync ? ReadOrigin(ref line) : null;
        var connection = new IpvsConnection(protocol, client, service, server, state, ReadExpires(ref line), synced);
        if (_heading != WithEngine)
            line.End();
        return connection;
    }

    private static IpvsEndpoint ReadEndpoint(ref ByteLine line, string name)
    {
        var address = line.Next(name);
        var parsed = address.Length == 8 ? line.IPv4(address, name) : line.IPv6(address, name);
        var port = line.Next(name);
        return port.Length == 4
            ? new IpvsEndpoint(parsed, (ushort)line.Hex(port, name, 4))
            : throw line.Error($"the port of {name} is {ByteLine.Quote(port)}, expected 4 hexadecimal digits");
    }

    private static bool ReadOrigin(ref ByteLine line)
    {
        var word = line.Next("the origin");
        return word.SequenceEqual("SYNC"u8) || (word.SequenceEqual("LOCAL"u8) ? false : throw line.Error($"the origin is {ByteLine.Quote(word)}, expected SYNC or LOCAL"));
    }

    // Kernels before 4.15 or so print the difference to a timer that is already over as an unsigned number: nearly 2^64, over HZ.
    private static long ReadExpires(ref ByteLine line)
    {
        const ulong Longest = uint.MaxValue;
        var seconds = line.NextUInt64("Expires");
        const ulong Wrapped = ulong.MaxValue / 1200;
        return seconds <= Longest ? (long)seconds
            : seconds >= Wrapped - Longest ? 0
            : throw line.Error($"Expires is {seconds}, which is no time");
    }

    // A file has a handful of protocols and states, so their names are shared.
    private string ReadName(ref ByteLine line, string what)
    {
        var word = line.Next(what);
        foreach (var known in _names)
        {
            if (Ascii.Equals(word, known))
                return known;
        }
        if (word.Length > LongestName || word.ContainsAnyExcept(_nameBytes))
            throw line.Error($"{what} is {ByteLine.Quote(word)}, expected a name such as TCP or ESTABLISHED");
        if (_names.Count == MostNames)
            throw line.Error($"{what} is {ByteLine.Quote(word)}, the {MostNames + 1}th different name; no kernel has so many");
        var name = Encoding.ASCII.GetString(word);
        _names.Add(name);
        return name;
    }
}
