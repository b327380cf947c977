using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Audit.Facts;

/// <summary>The whole block devices (no partitions) of /sys/block, and which of them turn.</summary>
/// <param name="Rotational">By name: whether the kernel takes it for a spinning disk; null where it does not say.</param>
public sealed record BlockDevices(ImmutableSortedDictionary<string, bool?> Rotational)
{
    private static readonly ProbeItem Names = ProbeItem.Listing("/sys/block");
    private static readonly ProbeItem RotationalFiles = ProbeItem.Glob("/sys/block/*/queue/rotational");

    /// <summary>The fact.</summary>
    public static readonly Fact<BlockDevices> Fact =
        Core.Findings.Fact.FromItems("node/block-devices", "Whole block devices and whether they turn", [Names, RotationalFiles], Read);

    /// <summary>
    /// The devices that do real I/O themselves: not those in memory or over files (loop, ram, zram), not optical or floppy drives,
    /// and not those that only pass on to others (device mapper, md), whose I/O is seen on the devices below.
    /// </summary>
    public IEnumerable<string> Disks => Rotational.Keys.Where(IsDisk);

    internal static bool IsDisk(string name) =>
        !StartsWithNumbered(name, "loop") && !StartsWithNumbered(name, "ram") && !StartsWithNumbered(name, "zram")
        && !StartsWithNumbered(name, "sr") && !StartsWithNumbered(name, "fd") && !StartsWithNumbered(name, "dm-")
        && !StartsWithNumbered(name, "md") && !name.StartsWith("md_", StringComparison.Ordinal);

    private static bool StartsWithNumbered(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length && char.IsAsciiDigit(name[prefix.Length]);

    private static BlockDevices Read(ProbeResults results)
    {
        var devices = ImmutableSortedDictionary.CreateBuilder<string, bool?>(StringComparer.Ordinal);
        foreach (var line in TextLine.Of(results.Text(Names)))
            devices[NameInStats(line.Text.Trim())] = null;
        foreach (var file in results.Files(RotationalFiles))
        {
            var parts = file.Path.Split('/');
            if (parts.Length >= 3 && NameInStats(parts[^3]) is var name && devices.ContainsKey(name))
                devices[name] = file.Text.Trim() switch { "1" => true, "0" => false, _ => null };
        }
        return new BlockDevices(devices.ToImmutable());
    }

    // A slash in a device's name is an exclamation mark in sysfs.
    private static string NameInStats(string name) => name.Replace('!', '/');
}
