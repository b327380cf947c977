using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;

namespace OpsShell.Audit.Facts;

/// <summary>/proc/diskstats: all block devices with their partitions.</summary>
/// <param name="Devices">By name.</param>
public sealed record DiskStats(ImmutableSortedDictionary<string, DiskStat> Devices)
{
    /// <summary>Two readings.</summary>
    public static readonly Fact<Samples<DiskStats>> Fact =
        Samples.Fact("node/disk-stats", "Counters of block devices, read twice", "/proc/diskstats", Parse);

    /// <summary>Reads the file; a machine without disks has an empty one.</summary>
    /// <exception cref="FormatException">A line has fewer than 14 fields or a counter is not a number.</exception>
    public static DiskStats Parse(string text)
    {
        var devices = ImmutableSortedDictionary.CreateBuilder<string, DiskStat>(StringComparer.Ordinal);
        foreach (var line in TextLine.Of(text))
        {
            var device = DiskStat.Parse(line);
            devices[device.Name] = device;
        }
        return new DiskStats(devices.ToImmutable());
    }
}
