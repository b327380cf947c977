using System.Text;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;

namespace OpsShell.Ipvs.Facts;

/// <summary>
/// /proc/net/ip_vs_stats: what IPVS has counted since it was loaded, and rates (ip_vs_stats_show in
/// net/netfilter/ipvs/ip_vs_ctl.c). Both are written by the estimator: where it is off they stand still.
/// </summary>
/// <param name="Total">The counters.</param>
/// <param name="PerSecond">Connections, packets and bytes a second over the last 8 seconds or so.</param>
public sealed record IpvsStatistics(IpvsCounters Total, IpvsCounters PerSecond)
{
    /// <summary>Where it is read.</summary>
    public const string Source = "/proc/net/ip_vs_stats";

    /// <summary>Two readings.</summary>
    public static readonly Fact<Samples<IpvsStatistics>> Fact = Samples.Fact("ipvs/statistics", "Counters of IPVS as a whole, read twice", Source, Parse);

    /// <summary>Reads the file. All numbers are hexadecimal.</summary>
    /// <exception cref="FormatException">It is not such a file, or is cut off; the message has the line.</exception>
    public static IpvsStatistics Parse(string text)
    {
        ReadOnlySpan<byte> file = Encoding.UTF8.GetBytes(text);
        var number = 0;
        IpvsCounters? total = null, rates = null;
        while (ByteLine.TryTake(ref file, ref number, out var line))
        {
            var word = line.Next();
            if (word.IsEmpty || IsHeading(line, number, number == 1 ? FirstHeading : "Conns Packets Packets Bytes Bytes"))
                continue;
            if (total is null)
                total = ReadCounters(ref line, word);
            else
                rates = rates is null ? ReadCounters(ref line, word) : throw line.Error("nothing is expected after the rates");
        }
        return total is { } sum && rates is { } perSecond
            ? new IpvsStatistics(sum, perSecond)
            : throw new FormatException($"line {number}: the file ends before {(total is null ? "the counters" : "the rates")}");
    }

    /// <summary>The first line of this file and of the one by CPU.</summary>
    internal const string FirstHeading = "Total Incoming Outgoing Incoming Outgoing";

    /// <summary>
    /// Whether a line is one of the headings: the first two are, and the one above the rates. A kernel that adds a column would shift the numbers,
    /// so the columns must be the known ones.
    /// </summary>
    /// <exception cref="FormatException">It is a heading of other columns.</exception>
    internal static bool IsHeading(ByteLine line, int number, string expected)
    {
        var isRates = number > 2 && line.Text.TrimStart((byte)' ').StartsWith("Conns/s"u8);
        if (number > 2 && !isRates)
            return false;
        var words = string.Join(' ', Encoding.UTF8.GetString(line.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var wanted = isRates ? "Conns/s Pkts/s Pkts/s Bytes/s Bytes/s" : expected;
        return words == wanted ? true : throw new FormatException($"line {number}: expected the heading '{wanted}', found {ByteLine.Quote(line.Text)}");
    }

    /// <summary>Reads a row of five counters, of which the first word is taken already.</summary>
    internal static IpvsCounters ReadCounters(ref ByteLine line, ReadOnlySpan<byte> first)
    {
        var counters = new IpvsCounters(
            line.Hex(first, "Conns"), line.NextHex("incoming packets"), line.NextHex("outgoing packets"), line.NextHex("incoming bytes"), line.NextHex("outgoing bytes"));
        line.End();
        return counters;
    }
}
