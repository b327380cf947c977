using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;

namespace OpsShell.Audit.Facts;

/// <summary>/proc/stat: CPU times, and how many tasks want to run or wait for I/O (Documentation/filesystems/proc.rst, 1.7).</summary>
public sealed record ProcStat
{
    /// <summary>Two readings.</summary>
    public static readonly Fact<Samples<ProcStat>> Fact =
        Samples.Fact("node/cpu-times", "CPU times, run queue and boot time, read twice", "/proc/stat", Parse);

    /// <summary>Sum over all CPUs.</summary>
    public required CpuTimes Total { get; init; }

    /// <summary>By CPU number; only CPUs that are online.</summary>
    public required ImmutableSortedDictionary<int, CpuTimes> Cpus { get; init; }

    /// <summary>Tasks that run or want to run at this moment, the reader itself included.</summary>
    public required ulong ProcessesRunning { get; init; }

    /// <summary>Tasks that wait for I/O at this moment, uninterruptibly.</summary>
    public required ulong ProcessesBlocked { get; init; }

    /// <summary>Boot time in seconds since 1970, by the node's clock; null when the file does not say.</summary>
    public ulong? BootTime { get; init; }

    /// <summary>Reads the file.</summary>
    /// <exception cref="FormatException">A line that matters is missing or malformed; the message has its number.</exception>
    public static ProcStat Parse(string text)
    {
        CpuTimes? total = null;
        ulong? running = null, blocked = null, bootTime = null;
        var cpus = ImmutableSortedDictionary.CreateBuilder<int, CpuTimes>();
        foreach (var line in TextLine.Of(text))
        {
            // The intr line can have thousands of fields; only its first word is looked at.
            if (line.Text.StartsWith("intr", StringComparison.Ordinal) || line.Text.StartsWith("softirq", StringComparison.Ordinal))
                continue;
            var fields = line.Fields();
            switch (fields[0])
            {
                case "cpu":
                    total = CpuTimes.Parse(line, fields);
                    break;
                case "procs_running":
                    running = line.UnsignedNumber(line.Fields(2)[1], "procs_running");
                    break;
                case "procs_blocked":
                    blocked = line.UnsignedNumber(line.Fields(2)[1], "procs_blocked");
                    break;
                case "btime":
                    bootTime = line.UnsignedNumber(line.Fields(2)[1], "btime");
                    break;
                case var name when name.StartsWith("cpu", StringComparison.Ordinal):
                    cpus[CpuNumber(line, name)] = CpuTimes.Parse(line, fields);
                    break;
            }
        }
        return new ProcStat
        {
            Total = total ?? throw new FormatException("there is no line 'cpu'"),
            Cpus = cpus.ToImmutable(),
            ProcessesRunning = running ?? throw new FormatException("there is no line 'procs_running'"),
            ProcessesBlocked = blocked ?? throw new FormatException("there is no line 'procs_blocked'"),
            BootTime = bootTime,
        };
    }

    private static int CpuNumber(TextLine line, string name)
    {
        var number = line.UnsignedNumber(name[3..], "the CPU number");
        return number < 1 << 20 ? (int)number : throw line.Error($"CPU number {number} is out of range");
    }
}
