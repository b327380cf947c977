using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;

namespace OpsShell.Audit.Facts;

/// <summary>/proc/net/softnet_stat.</summary>
/// <param name="Cpus">By CPU number.</param>
public sealed record SoftnetStat(ImmutableSortedDictionary<int, SoftnetCpu> Cpus)
{
    /// <summary>Two readings.</summary>
    public static readonly Fact<Samples<SoftnetStat>> Fact =
        Samples.Fact("node/softnet", "Packets as each CPU took them from the cards, read twice", "/proc/net/softnet_stat", Parse);

    /// <summary>Reads the file.</summary>
    /// <exception cref="FormatException">A column is not hexadecimal, two lines claim one CPU, or there is no line.</exception>
    public static SoftnetStat Parse(string text)
    {
        var cpus = ImmutableSortedDictionary.CreateBuilder<int, SoftnetCpu>();
        foreach (var line in TextLine.Of(text))
        {
            var cpu = SoftnetCpu.Parse(line, cpus.Count);
            if (!cpus.TryAdd(cpu.Cpu, cpu))
                throw line.Error($"CPU {cpu.Cpu} occurs twice");
        }
        return cpus.Count > 0 ? new SoftnetStat(cpus.ToImmutable()) : throw TextLine.Empty();
    }

    /// <summary>How far a counter of 32 bits moved; a wrap within a sample of seconds is allowed for, a reset is not.</summary>
    internal static ulong? Delta(uint first, uint second)
    {
        var moved = unchecked(second - first);
        return moved < 1u << 31 ? moved : null;
    }
}
