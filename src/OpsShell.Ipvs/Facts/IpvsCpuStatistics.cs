using System.Collections.Immutable;
using System.Text;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;

namespace OpsShell.Ipvs.Facts;

/// <summary>
/// /proc/net/ip_vs_stats_percpu: the counters of every possible CPU, and their total as the estimator last saw it
/// (ip_vs_stats_percpu_show in net/netfilter/ipvs/ip_vs_ctl.c). The rows are live; the total and the rates stand still where the
/// estimator is off, and the total starts at 0 again after <c>ipvsadm -Z</c>.
/// </summary>
/// <param name="Cpus">By number of the CPU.</param>
/// <param name="Total">The row <c>~</c>.</param>
/// <param name="PerSecond">The rates below it: connections, packets and bytes a second over the last 8 seconds or so.</param>
public sealed record IpvsCpuStatistics(ImmutableSortedDictionary<int, IpvsCounters> Cpus, IpvsCounters Total, IpvsCounters PerSecond)
{
    /// <summary>Where it is read.</summary>
    public const string Source = "/proc/net/ip_vs_stats_percpu";

    /// <summary>Two readings.</summary>
    public static readonly Fact<Samples<IpvsCpuStatistics>> Fact = Samples.Fact(
        "ipvs/cpu-statistics", "Counters of IPVS by CPU, read twice", Source, Parse);

    /// <summary>Sum of the live rows.</summary>
    public IpvsCounters Sum => Cpus.Values.Aggregate(default(IpvsCounters), IpvsCounters.Add);

    /// <summary>Reads the file. All numbers are hexadecimal, the CPU's too.</summary>
    /// <exception cref="FormatException">It is not such a file, or is cut off; the message has the line.</exception>
    public static IpvsCpuStatistics Parse(string text)
    {
        ReadOnlySpan<byte> file = Encoding.UTF8.GetBytes(text);
        var number = 0;
        var cpus = ImmutableSortedDictionary.CreateBuilder<int, IpvsCounters>();
        IpvsCounters? total = null, rates = null;
        while (ByteLine.TryTake(ref file, ref number, out var line))
        {
            var word = line.Next();
            if (word.IsEmpty || IpvsStatistics.IsHeading(line, number, number == 1 ? IpvsStatistics.FirstHeading : "CPU Conns Packets Packets Bytes Bytes"))
                continue;
            if (total is not null)
                rates = rates is null ? IpvsStatistics.ReadCounters(ref line, word) : throw line.Error("nothing is expected after the rates");
            else if (word.SequenceEqual("~"u8))
                total = IpvsStatistics.ReadCounters(ref line, line.Next("Conns"));
            else
                Add(cpus, ref line, word);
        }
        return total is { } sum && rates is { } perSecond
            ? new IpvsCpuStatistics(cpus.ToImmutable(), sum, perSecond)
            : throw new FormatException($"line {number}: the file ends before {(total is null ? "the total" : "the rates")}");
    }

    private static void Add(ImmutableSortedDictionary<int, IpvsCounters>.Builder cpus, ref ByteLine line, ReadOnlySpan<byte> word)
    {
        var cpu = (int)line.Hex(word, "the CPU", 4);
        if (!cpus.TryAdd(cpu, IpvsStatistics.ReadCounters(ref line, line.Next("Conns"))))
            throw line.Error($"CPU {cpu} stands there twice");
    }
}
