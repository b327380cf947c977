using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Numerics;
using System.Text;
using OpsShell.Core.Facts;

namespace OpsShell.Ipvs.Facts;

/// <summary>Reads the text of /proc/net/ip_vs. Pure; linear in time; memory as the result has.</summary>
public static class IpvsTableParser
{
    private const string Title = "IP Virtual Server version ";

    private const int VersionLength = 16;

    // IP_VS_SCHEDNAME_MAXLEN in include/uapi/linux/ip_vs.h.
    private const int SchedulerLength = 16;

    private static readonly SearchValues<byte> _schedulerLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"u8);

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="FormatException">It is not such a file, or is cut off; the message has the line.</exception>
    public static IpvsTable Parse(ReadOnlySpan<byte> file)
    {
        var number = 0;
        var (version, size) = ReadTitle(ref file, ref number);
        SkipHeading(ref file, ref number, "Prot LocalAddress:Port Scheduler Flags"u8);
        SkipHeading(ref file, ref number, "-> RemoteAddress:Port Forward Weight ActiveConn InActConn"u8);
        var services = ImmutableArray.CreateBuilder<IpvsService>();
        var servers = ImmutableArray.CreateBuilder<IpvsRealServer>();
        var names = new List<string>();
        Heading? current = null;
        while (ByteLine.TryTake(ref file, ref number, out var line))
        {
            var word = line.Next();
            if (word.IsEmpty)
                continue;
            if (word.SequenceEqual("->"u8))
            {
                servers.Add(current is null ? throw line.Error("a real server stands before any virtual service") : ReadServer(ref line));
                continue;
            }
            if (current is { } ended)
                services.Add(ended.With(servers));
            current = ReadService(ref line, word, names);
        }
        if (current is { } last)
            services.Add(last.With(servers));
        return new IpvsTable(version, size, services.DrainToImmutable());
    }

    private static (string Version, long Size) ReadTitle(ref ReadOnlySpan<byte> file, ref int number)
    {
        if (!ByteLine.TryTake(ref file, ref number, out var line))
            throw new FormatException("line 1: the file is empty");
        var text = Encoding.UTF8.GetString(line.Text[..Math.Min(line.Text.Length, 200)]).Trim();
        var open = text.IndexOf("(size=", StringComparison.Ordinal);
        if (!text.StartsWith(Title, StringComparison.Ordinal) || open < 0 || !text.EndsWith(')'))
            throw line.Error($"expected 'IP Virtual Server version ... (size=...)', found {ByteLine.Quote(line.Text)}");
        var version = text[Title.Length..open].Trim();
        if (version.Length is 0 or > VersionLength || version.Any(character => character != '.' && !char.IsAsciiDigit(character)))
            throw line.Error($"the version is {TextLine.Quote(version)}, expected numbers and dots");
        var size = text[(open + "(size=".Length)..^1];
        return long.TryParse(size, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var value)
            ? (version, value)
            : throw line.Error($"the size of the connection table is '{size}', expected a number");
    }

    // A kernel that adds a column would shift the numbers, so the columns must be the known ones.
    private static void SkipHeading(ref ReadOnlySpan<byte> file, ref int number, ReadOnlySpan<byte> heading)
    {
        var there = ByteLine.TryTake(ref file, ref number, out var line);
        if (!there || !line.Text.Trim((byte)' ').SequenceEqual(heading))
            throw new FormatException($"line {number}: expected the heading '{Encoding.UTF8.GetString(heading)}'{(there ? $", found {ByteLine.Quote(line.Text)}" : "")}");
    }

    private static Heading ReadService(ref ByteLine line, ReadOnlySpan<byte> protocolWord, List<string> names)
    {
        var protocol = ReadProtocol(ref line, protocolWord);
        var key = protocol == IpvsProtocol.FWM
            ? new IpvsServiceKey(protocol, default, (uint)line.NextHex("the firewall mark", 8))
            : new IpvsServiceKey(protocol, line.NextEndpoint("the virtual address"));
        var scheduler = ReadScheduler(ref line, names);
        var onePacket = false;
        (ulong Jiffies, uint Mask)? persistence = null;
        for (var flag = line.Next(); !flag.IsEmpty; flag = line.Next())
        {
            if (flag.SequenceEqual("ops"u8))
                onePacket = true;
            else if (flag.SequenceEqual("persistent"u8))
                persistence = (line.NextUInt64("the persistence timeout"), (uint)line.NextHex("the persistence netmask", 8));
            else
                throw line.Error($"unknown flag {ByteLine.Quote(flag)}");
        }
        return new Heading(line.Number, key, scheduler, onePacket, persistence);
    }

    private static IpvsRealServer ReadServer(ref ByteLine line)
    {
        var endpoint = line.NextEndpoint("the real server's address");
        var forward = ReadForward(ref line);
        var weight = line.NextInt32("the weight");
        if (weight < 0)
            throw line.Error($"the weight is {weight}, expected 0 or more");
        var server = new IpvsRealServer(endpoint, forward, weight, line.NextInt32("ActiveConn"), line.NextInt32("InActConn"));
        line.End();
        return server;
    }

    private static IpvsProtocol ReadProtocol(ref ByteLine line, ReadOnlySpan<byte> word) => word switch
    {
        _ when word.SequenceEqual("TCP"u8) => IpvsProtocol.TCP,
        _ when word.SequenceEqual("UDP"u8) => IpvsProtocol.UDP,
        _ when word.SequenceEqual("SCTP"u8) => IpvsProtocol.SCTP,
        _ when word.SequenceEqual("FWM"u8) => IpvsProtocol.FWM,
        // Protocols without a name stand there by their number (ip_vs_proto_name).
        _ when word.SequenceEqual("IP_51"u8) => IpvsProtocol.AH,
        _ when word.SequenceEqual("IP_50"u8) => IpvsProtocol.ESP,
        _ => throw line.Error($"unknown protocol {ByteLine.Quote(word)}"),
    };

    private static IpvsForward ReadForward(ref ByteLine line)
    {
        var word = line.Next("the forwarding method");
        return word switch
        {
            _ when word.SequenceEqual("Masq"u8) => IpvsForward.Masq,
            _ when word.SequenceEqual("Route"u8) => IpvsForward.Route,
            _ when word.SequenceEqual("Tunnel"u8) => IpvsForward.Tunnel,
            _ when word.SequenceEqual("Local"u8) => IpvsForward.Local,
            _ => throw line.Error($"unknown forwarding method {ByteLine.Quote(word)}"),
        };
    }

    // A node has a handful of schedulers and many services, so names are shared.
    private static string ReadScheduler(ref ByteLine line, List<string> names)
    {
        var word = line.Next("the scheduler");
        foreach (var known in names)
        {
            if (Ascii.Equals(word, known))
                return known;
        }
        if (word.Length > SchedulerLength || word.ContainsAnyExcept(_schedulerLetters))
            throw line.Error($"the scheduler is {ByteLine.Quote(word)}, expected at most {SchedulerLength} letters, digits, '_' or '-'");
        var name = Encoding.ASCII.GetString(word);
        names.Add(name);
        return name;
    }

    private readonly record struct Heading(
        int Line, IpvsServiceKey Key, string Scheduler, bool OnePacket, (ulong Jiffies, uint Mask)? Persistence)
    {
        public IpvsService With(ImmutableArray<IpvsRealServer>.Builder servers)
        {
            var persistence = Persistence is { } found ? new IpvsPersistence(found.Jiffies, MaskBits(found.Mask, servers)) : null;
            var all = servers.ToImmutable();
            servers.Clear();
            return new IpvsService(Key, Scheduler, OnePacket, persistence, all);
        }

        private int? MaskBits(uint mask, ImmutableArray<IpvsRealServer>.Builder servers) => IsIPv6(servers) switch
        {
            true => PrefixLength(mask) ?? throw new FormatException($"line {Line}: the persistence netmask is {mask:X8}, expected a prefix length of 0 to 128"),
            false => LeadingOnes(mask) ?? throw new FormatException($"line {Line}: the persistence netmask is {mask:X8}, expected leading ones"),
            null => EitherFamily(mask),
        };

        // A firewall mark's line does not say its family. Real servers have the same, but for tunnels, which may lead to the other one.
        private bool? IsIPv6(ImmutableArray<IpvsRealServer>.Builder servers)
        {
            if (Key.Protocol != IpvsProtocol.FWM)
                return Key.Endpoint.Address.IsIPv6;
            foreach (var server in servers)
            {
                if (server.Forward != IpvsForward.Tunnel)
                    return server.Endpoint.Address.IsIPv6;
            }
            return null;
        }

        private int? EitherFamily(uint mask) => (LeadingOnes(mask), PrefixLength(mask)) switch
        {
            (null, null) => throw new FormatException($"line {Line}: the persistence netmask is {mask:X8}, expected leading ones or a prefix length"),
            ({ } ones, null) => ones,
            (null, { } length) => length,
            var (ones, length) => ones == length ? ones : null,
        };

        // The kernel prints an IPv6 prefix length through ntohl, so 128 is 80000000 on a little-endian machine.
        private static int? PrefixLength(uint mask) =>
            mask <= 128 ? (int)mask : BinaryPrimitives.ReverseEndianness(mask) is <= 128 and var swapped ? (int)swapped : null;

        private static int? LeadingOnes(uint mask) => BitOperations.LeadingZeroCount(~mask) is var ones && mask << ones == 0 | ones == 32 ? ones : null;
    }
}
