using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;

namespace OpsShell.Audit.Facts;

/// <summary>/proc/vmstat: counters since boot and current numbers of pages. Which names exist depends on the kernel.</summary>
/// <param name="Fields">By name.</param>
public sealed record VmStat(ImmutableSortedDictionary<string, ulong> Fields)
{
    /// <summary>Two readings.</summary>
    public static readonly Fact<Samples<VmStat>> Fact =
        Samples.Fact("node/vmstat", "Virtual memory counters, read twice", "/proc/vmstat", Parse);

    /// <summary>A field; null when this kernel does not have it.</summary>
    public ulong? this[string name] => Fields.TryGetValue(name, out var value) ? value : null;

    /// <summary>Processes killed by the OOM killer since boot, those of a memory cgroup included; null before kernel 4.13.</summary>
    public ulong? OomKills => this["oom_kill"];

    /// <summary>
    /// Times a task had to reclaim memory itself before it got a page: <c>allocstall</c>, since 4.10 one counter for each zone.
    /// </summary>
    public ulong? AllocationStalls
    {
        get
        {
            ulong? sum = null;
            foreach (var (name, value) in Fields)
            {
                if (name == "allocstall" || name.StartsWith("allocstall_", StringComparison.Ordinal))
                    sum = checked((sum ?? 0) + value);
            }
            return sum;
        }
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="FormatException">A line is not a name and a number, or there is none.</exception>
    public static VmStat Parse(string text)
    {
        var fields = ImmutableSortedDictionary.CreateBuilder<string, ulong>(StringComparer.Ordinal);
        foreach (var line in TextLine.Of(text))
        {
            var words = line.Fields(2);
            // A current number of pages is a sum over CPUs and may be shown as negative for a moment by old kernels.
            var negative = words[0].StartsWith("nr_", StringComparison.Ordinal) && words[1].StartsWith('-');
            fields[words[0]] = negative ? 0 : line.UnsignedNumber(words[1], words[0]);
        }
        return fields.Count > 0 ? new VmStat(fields.ToImmutable()) : throw TextLine.Empty();
    }
}
