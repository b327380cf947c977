using System.Collections.Immutable;
using OpsShell.Core.Findings;

namespace OpsShell.Core.Facts;

/// <summary>
/// /proc/net/snmp and /proc/net/netstat: pairs of lines, names and then values, both led by the protocol
/// (Documentation/networking/snmp_counter.rst). Counters belong to the reader's network namespace.
/// </summary>
/// <param name="Values">By protocol and name joined, as nstat shows them: <c>TcpRetransSegs</c>, <c>TcpExtListenOverflows</c>.</param>
public sealed record ProtocolCounters(ImmutableSortedDictionary<string, long> Values)
{
    /// <summary>Two readings of /proc/net/snmp.</summary>
    public static readonly Fact<Samples<ProtocolCounters>> Snmp =
        Samples.Fact("node/snmp", "Counters of IP, ICMP, TCP and UDP as RFC 1213 has them, read twice", "/proc/net/snmp", Parse);

    /// <summary>Two readings of /proc/net/netstat.</summary>
    public static readonly Fact<Samples<ProtocolCounters>> Netstat =
        Samples.Fact("node/netstat", "Linux' own counters of TCP and IP, read twice", "/proc/net/netstat", Parse);

    /// <summary>A counter; null when this kernel does not have it, or it is negative and so no counter (MaxConn).</summary>
    public ulong? this[string name] => Values.TryGetValue(name, out var value) && value >= 0 ? (ulong)value : null;

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">Lines do not pair up, or a value is not a number; the message has the line.</exception>
    public static ProtocolCounters Parse(string text)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        var lines = TextLine.Of(text).ToArray();
        if (lines.Length == 0)
            throw TextLine.Empty();
        for (var at = 0; at < lines.Length; at += 2)
        {
            if (at + 1 == lines.Length)
                throw lines[at].Error("names without a line of values");
            ReadPair(lines[at], lines[at + 1], values);
        }
        return new ProtocolCounters(values.ToImmutable());
    }

    private static void ReadPair(TextLine heading, TextLine line, ImmutableSortedDictionary<string, long>.Builder values)
    {
        var names = heading.Fields();
        var fields = line.Fields();
        if (!names[0].EndsWith(':') || fields[0] != names[0])
            throw line.Error($"expected values of {TextLine.Quote(names[0])}, found {TextLine.Quote(fields[0])}");
        if (fields.Length != names.Length)
            throw line.Error($"{names.Length - 1} names but {fields.Length - 1} values");
        for (var at = 1; at < names.Length; at++)
            values[names[0][..^1] + names[at]] = Value(line, fields[at], names[at]);
    }

    // The kernel prints most counters unsigned and MaxConn signed; what passes 2^63 does not occur in a counter of packets.
    private static long Value(TextLine line, string word, string name) => line.SignedNumber(word, TextLine.Quote(name));
}
