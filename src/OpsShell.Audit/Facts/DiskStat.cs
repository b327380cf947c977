using OpsShell.Core.Facts;

namespace OpsShell.Audit.Facts;

/// <summary>
/// One line of /proc/diskstats (Documentation/admin-guide/iostats.rst; columns in Documentation/ABI/testing/procfs-diskstats):
/// 11 counters after the name, 15 since kernel 4.18 (discards), 17 since 5.5 (flushes). Times are in milliseconds.
/// </summary>
public sealed record DiskStat
{
    /// <summary>Name of the device, as <c>vda</c>; a device in a directory has a slash (<c>cciss/c0d0</c>).</summary>
    public required string Name { get; init; }

    /// <summary>Reads completed.</summary>
    public required ulong Reads { get; init; }

    /// <summary>Time of all reads together.</summary>
    public required ulong ReadMilliseconds { get; init; }

    /// <summary>Writes completed.</summary>
    public required ulong Writes { get; init; }

    /// <summary>Time of all writes together.</summary>
    public required ulong WriteMilliseconds { get; init; }

    /// <summary>Requests under way now: the only field that goes down. A driver's bug can show it as negative.</summary>
    public required long InFlight { get; init; }

    /// <summary>Time with at least one request under way. Says nothing about how full a device is that works on many at once.</summary>
    public required ulong BusyMilliseconds { get; init; }

    /// <summary>Time under way, summed over requests: its rate is the mean length of the queue.</summary>
    public required ulong WeightedMilliseconds { get; init; }

    /// <summary>Discards completed; null before kernel 4.18.</summary>
    public ulong? Discards { get; init; }

    /// <summary>Flushes completed; null before kernel 5.5.</summary>
    public ulong? Flushes { get; init; }

    internal static DiskStat Parse(TextLine line)
    {
        var fields = line.Fields(14);
        ulong Number(int index, string name) => line.UnsignedNumber(fields[index], name);
        return new DiskStat
        {
            Name = fields[2],
            Reads = Number(3, "reads"),
            ReadMilliseconds = Number(6, "ms reading"),
            Writes = Number(7, "writes"),
            WriteMilliseconds = Number(10, "ms writing"),
            InFlight = InFlightOf(line, fields[11]),
            BusyMilliseconds = Number(12, "ms doing I/O"),
            WeightedMilliseconds = Number(13, "weighted ms doing I/O"),
            Discards = fields.Length > 14 ? Number(14, "discards") : null,
            Flushes = fields.Length > 18 ? Number(18, "flushes") : null,
        };
    }

    // Old kernels print the 32-bit counter unsigned, so that -1 reads 4294967295.
    private static long InFlightOf(TextLine line, string field)
    {
        var value = line.SignedNumber(field, "I/Os in progress");
        return value is > int.MaxValue and <= uint.MaxValue ? unchecked((int)(uint)value) : value;
    }
}
