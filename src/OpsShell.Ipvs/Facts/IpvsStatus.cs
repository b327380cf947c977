using System.Collections.Immutable;
using System.Text.RegularExpressions;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;

namespace OpsShell.Ipvs.Facts;

/// <summary>
/// /proc/net/ip_vs_status: state of the tables and of the estimation threads, on kernels whose tables grow by themselves
/// (ip_vs_status_show in net/netfilter/ipvs/ip_vs_ctl.c, series of 2026).
/// </summary>
/// <param name="Connections">The connection table.</param>
/// <param name="Services">The service table.</param>
/// <param name="EstimatorThreads">Threads in use; null when the kernel does not tell.</param>
/// <param name="EstimatorThreadsMax">The most threads that there can be.</param>
/// <param name="EstimatorChainMax">The most estimators in a chain.</param>
/// <param name="EstimatorsPerThread">The most estimators of a thread.</param>
public sealed partial record IpvsStatus(
    IpvsHashTable Connections, IpvsHashTable Services, long? EstimatorThreads, long? EstimatorThreadsMax, long? EstimatorChainMax, long? EstimatorsPerThread)
{
    /// <summary>Where it is read.</summary>
    public const string Source = "/proc/net/ip_vs_status";

    /// <summary>The fact. Missing on every kernel without that series.</summary>
    public static readonly Fact<IpvsStatus> Fact = Core.Findings.Fact.FromFile("ipvs/status", "State of the tables of IPVS", Source, Parse);

    /// <summary>Reads the file. Lines that a later kernel adds are left out.</summary>
    /// <exception cref="FormatException">It is not such a file; the message has the line.</exception>
    public static IpvsStatus Parse(string text)
    {
        if (text.Length == 0)
            throw TextLine.Empty();
        if (!text.EndsWith('\n'))
            throw new FormatException($"line {text.AsSpan().Count('\n') + 1}: the file is cut off: its last line has no end");
        var lines = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var line in TextLine.Of(text))
        {
            var parts = Line().Match(line.Text);
            if (!parts.Success)
                throw line.Error($"expected a name, a colon and a number, found {TextLine.Quote(line.Text)}");
            if (!lines.TryAdd(parts.Groups[1].Value, new Value(line, line.SignedNumber(parts.Groups[2].Value, parts.Groups[1].Value), parts.Groups[3].Value)))
                throw line.Error($"{TextLine.Quote(parts.Groups[1].Value)} stands there twice");
        }
        var threads = lines.GetValueOrDefault("Stats thread slots");
        return new IpvsStatus(
            Table(lines, "Conns", "Conn"), Table(lines, "Services", "Service"),
            threads?.Number, threads is null ? null : InBrackets(threads, Most(), "the most threads"),
            lines.GetValueOrDefault("Stats chain max len")?.Number, lines.GetValueOrDefault("Stats thread ests")?.Number);
    }

    private static IpvsHashTable Table(Dictionary<string, Value> lines, string entries, string prefix)
    {
        var count = lines.GetValueOrDefault(entries) ?? throw new FormatException($"line {lines.Count}: '{entries}' is missing");
        var buckets = lines.GetValueOrDefault($"{prefix} buckets");
        var chains = ImmutableSortedDictionary.CreateBuilder<int, ulong>();
        for (var length = 0; length <= 7; length++)
        {
            if (lines.TryGetValue(length == 0 ? $"{prefix} buckets empty" : $"{prefix} buckets len-{length}", out var chain))
                chains.Add(length, Unsigned(chain));
        }
        return new IpvsHashTable(
            Unsigned(count), buckets is null ? null : Unsigned(buckets),
            buckets is null ? null : (int?)InBrackets(buckets, Bits(), "the bits"), buckets is null ? null : (int?)InBrackets(buckets, LoadFactor(), "the load factor"),
            chains.ToImmutable());
    }

    private static ulong Unsigned(Value value) => value.Number >= 0 ? (ulong)value.Number : throw value.Line.Error($"the number is {value.Number}, expected 0 or more");

    private static long InBrackets(Value value, Regex form, string name)
    {
        var match = form.Match(value.Brackets);
        return match.Success
            ? value.Line.SignedNumber(match.Groups[1].Value, name)
            : throw value.Line.Error($"{name} is missing in {TextLine.Quote(value.Brackets)}");
    }

    private sealed record Value(TextLine Line, long Number, string Brackets);

    [GeneratedRegex(@"^([A-Z][A-Za-z0-9 -]{1,60}):[ \t]+(-?[0-9]{1,20})(?: \(([^()]{0,80})\))?\r?$")]
    private static partial Regex Line();

    [GeneratedRegex(@"(?:^|[ ,])([0-9]{1,2}) bits\b")]
    private static partial Regex Bits();

    [GeneratedRegex(@"\blfactor (-?[0-9]{1,3})\b")]
    private static partial Regex LoadFactor();

    [GeneratedRegex(@"^max ([0-9]{1,18})$")]
    private static partial Regex Most();
}
