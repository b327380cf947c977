using System.Collections.Immutable;
using OpsShell.Core.Findings;

namespace OpsShell.Core.Facts;

/// <summary>A set of CPUs as the kernel writes it: <c>0-3,8</c> (bitmap_parselist in lib/bitmap-str.c).</summary>
/// <param name="Ranges">First and last CPU of each range, ascending.</param>
public sealed record CpuList(ImmutableArray<(int First, int Last)> Ranges)
{
    /// <summary>CPUs that this boot could ever have; per-CPU data of the kernel exists for each of them.</summary>
    public static readonly Fact<CpuList> Possible = Fact.FromFile(
        "node/cpus-possible", "CPUs that this boot could ever have", "/sys/devices/system/cpu/possible", Parse);

    /// <summary>CPUs that run now.</summary>
    public static readonly Fact<CpuList> Online = Fact.FromFile(
        "node/cpus-online", "CPUs that run now", "/sys/devices/system/cpu/online", Parse);

    /// <summary>How many CPUs there are in it.</summary>
    public int Count => Ranges.Sum(range => range.Last - range.First + 1);

    /// <summary>Reads a list; an empty line is the empty set.</summary>
    /// <exception cref="FormatException">It is not a list of ascending ranges below 65536.</exception>
    public static CpuList Parse(string text)
    {
        var words = text.Trim();
        var line = new TextLine(1, words);
        var ranges = ImmutableArray.CreateBuilder<(int, int)>();
        var next = 0;
        foreach (var word in words.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = word.Split('-');
            var first = Cpu(line, ends[0]);
            var last = ends.Length == 1 ? first : Cpu(line, ends[1]);
            if (ends.Length > 2 || last < first || first < next)
                throw line.Error($"{TextLine.Quote(word)} is not an ascending range of CPUs");
            ranges.Add((first, last));
            next = last + 1;
        }
        return new CpuList(ranges.DrainToImmutable());
    }

    /// <summary>All CPUs of some lists, in as few ranges as can be.</summary>
    public static CpuList Union(IEnumerable<CpuList> lists)
    {
        var ranges = ImmutableArray.CreateBuilder<(int First, int Last)>();
        foreach (var (first, last) in lists.SelectMany(list => list.Ranges).Order())
        {
            if (ranges.Count > 0 && first <= ranges[^1].Last + 1)
                ranges[^1] = (ranges[^1].First, Math.Max(ranges[^1].Last, last));
            else
                ranges.Add((first, last));
        }
        return new CpuList(ranges.DrainToImmutable());
    }

    /// <summary>As the kernel writes it.</summary>
    public override string ToString() => string.Join(',', Ranges.Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}"));

    private static int Cpu(TextLine line, string word)
    {
        var number = line.UnsignedNumber(word, "CPU");
        return number < 65536 ? (int)number : throw line.Error($"CPU {number} is out of range");
    }
}
