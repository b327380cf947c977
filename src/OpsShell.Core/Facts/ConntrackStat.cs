using System.Collections.Immutable;
using OpsShell.Core.Findings;

namespace OpsShell.Core.Facts;

/// <summary>
/// /proc/net/stat/nf_conntrack: a heading, then a line of hexadecimal counters for each CPU (ct_cpu_seq_show in
/// net/netfilter/nf_conntrack_standalone.c). Columns are found by their heading, because kernels renamed some
/// (<c>searched</c>, <c>clashres</c>, <c>chainlength</c>).
/// </summary>
/// <param name="Counters">Sum over CPUs by heading; <c>entries</c>, which each line repeats, is that of the first.</param>
public sealed record ConntrackStat(ImmutableSortedDictionary<string, ulong> Counters)
{
    /// <summary>Two readings.</summary>
    public static readonly Fact<Samples<ConntrackStat>> Fact =
        Samples.Fact("node/conntrack-counters", "Counters of connection tracking, read twice", "/proc/net/stat/nf_conntrack", Parse);

    /// <summary>A counter; null when this kernel does not have it.</summary>
    public ulong? this[string name] => Counters.TryGetValue(name, out var value) ? value : null;

    /// <summary>Reads the file.</summary>
    /// <exception cref="FormatException">There is no heading and line, or a line has fewer columns than the heading.</exception>
    public static ConntrackStat Parse(string text)
    {
        var lines = TextLine.Of(text).ToArray();
        if (lines.Length < 2)
            throw new FormatException("line 2: there is no line for any CPU");
        var names = lines[0].Fields();
        var sums = ImmutableSortedDictionary.CreateBuilder<string, ulong>(StringComparer.Ordinal);
        foreach (var line in lines.Skip(1))
        {
            var fields = line.Fields(names.Length);
            for (var column = 0; column < names.Length; column++)
            {
                var value = line.Hex(fields[column], TextLine.Quote(names[column]));
                if (names[column] != "entries")
                    sums[names[column]] = sums.GetValueOrDefault(names[column]) + value;
                else
                    sums.TryAdd("entries", value);
            }
        }
        return new ConntrackStat(sums.ToImmutable());
    }
}
