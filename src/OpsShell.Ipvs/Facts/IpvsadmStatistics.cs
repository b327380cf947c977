using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Core.Facts;

namespace OpsShell.Ipvs.Facts;

/// <summary>
/// Output of <c>ipvsadm -Ln --stats --exact</c>: counters of every virtual service and real server (print_service_and_dests in
/// ipvsadm.c).
/// </summary>
/// <param name="Services">By service. What is listed twice, as IPv4 and IPv6 services of one firewall mark are, is left out.</param>
/// <param name="RealServers">By service and real server.</param>
public sealed record IpvsadmStatistics(
    ImmutableDictionary<IpvsServiceKey, IpvsCounters> Services,
    ImmutableDictionary<(IpvsServiceKey Service, IpvsEndpoint Server), IpvsCounters> RealServers)
{
    // Columns of these widths are where old releases cut addresses off, and half a port is a wrong one.
    private const int ServiceWidth = 33, ServerWidth = 28;

    /// <summary>Reads the output.</summary>
    /// <exception cref="FormatException">It is not such output; the message has the line.</exception>
    public static IpvsadmStatistics Parse(string text)
    {
        var services = new Dictionary<IpvsServiceKey, IpvsCounters>();
        var servers = new Dictionary<(IpvsServiceKey, IpvsEndpoint), IpvsCounters>();
        var twice = new HashSet<IpvsServiceKey>();
        var (current, lines) = ((IpvsServiceKey?)null, 0);
        foreach (var line in TextLine.Of(text))
        {
            if (lines++ < Heading.Length)
            {
                CheckHeading(line, Heading[lines - 1]);
                continue;
            }
            var words = line.Fields();
            var counters = Counters(line, words);
            if (words[0] == "->")
            {
                if (current is { } service && Endpoint(line, words[1], ServerWidth) is { } server)
                    servers[(service, server)] = counters;
                continue;
            }
            current = Key(line, words);
            if (current is { } key && !services.TryAdd(key, counters))
                twice.Add(key);
        }
        if (lines < Heading.Length)
            throw new FormatException($"line {lines + 1}: the output ends before its heading");
        return new IpvsadmStatistics(
            services.Where(pair => !twice.Contains(pair.Key)).ToImmutableDictionary(),
            servers.Where(pair => !twice.Contains(pair.Key.Item1)).ToImmutableDictionary());
    }

    private static readonly string[] Heading =
        ["IP Virtual Server version", "Prot LocalAddress:Port Conns InPkts OutPkts InBytes OutBytes", "-> RemoteAddress:Port"];

    // Other columns would be other numbers.
    private static void CheckHeading(TextLine line, string expected)
    {
        var found = string.Join(' ', line.Fields());
        if (expected == Heading[0] ? !found.StartsWith(expected, StringComparison.Ordinal) : found != expected)
            throw line.Error($"expected '{expected}', found {TextLine.Quote(found)}");
    }

    // Without --exact, large numbers end in K, M, G or T: those are no numbers here, and an error.
    private static IpvsCounters Counters(TextLine line, string[] words)
    {
        const int Columns = 5;
        if (words.Length < Columns + 2)
            throw line.Error($"expected a name and {Columns} numbers, found {TextLine.Quote(line.Text.Trim())}");
        ulong Number(int column, string name) => line.UnsignedNumber(words[words.Length - Columns + column], name);
        return new IpvsCounters(Number(0, "Conns"), Number(1, "InPkts"), Number(2, "OutPkts"), Number(3, "InBytes"), Number(4, "OutBytes"));
    }

    private static IpvsServiceKey? Key(TextLine line, string[] words)
    {
        if (!Enum.TryParse<IpvsProtocol>(words[0], out var protocol) || !Enum.IsDefined(protocol) || char.IsDigit(words[0][0]))
            throw line.Error($"unknown protocol {TextLine.Quote(words[0])}");
        if (protocol != IpvsProtocol.FWM)
            return Endpoint(line, words[1], ServiceWidth) is { } endpoint ? new IpvsServiceKey(protocol, endpoint) : null;
        var mark = line.UnsignedNumber(words[1], "the firewall mark");
        return mark <= uint.MaxValue ? new IpvsServiceKey(protocol, default, (uint)mark) : throw line.Error($"the firewall mark {mark} has more than 32 bits");
    }

    private static IpvsEndpoint? Endpoint(TextLine line, string word, int width)
    {
        if (word.Length == width)
            return null;
        var colon = word.LastIndexOf(':');
        var address = colon < 0 ? "" : word[..colon];
        if (address is ['[', .., ']'])
            address = address[1..^1];
        return IpvsAddress.TryParse(address, out var parsed)
            && ushort.TryParse(word.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                ? new IpvsEndpoint(parsed, port)
                : throw line.Error($"{TextLine.Quote(word)} is no address with a port");
    }
}
