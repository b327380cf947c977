using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;

namespace OpsShell.Audit.Facts;

/// <summary>/proc/meminfo, in bytes (the file says kB and means KiB; proc.rst, "meminfo").</summary>
public sealed record MemoryInfo
{
    /// <summary>The fact.</summary>
    public static readonly Fact<MemoryInfo> Fact =
        Core.Findings.Fact.FromFile("node/memory", "Memory and swap: total, available, huge pages", "/proc/meminfo", Parse);

    /// <summary>All fields by name: sizes in bytes, and counts (HugePages_*) as they are.</summary>
    public required ImmutableSortedDictionary<string, ulong> Fields { get; init; }

    /// <summary>Memory that the kernel manages.</summary>
    public required ulong Total { get; init; }

    /// <summary>Free, in no use at all.</summary>
    public required ulong Free { get; init; }

    /// <summary>MemAvailable: what can be had without swapping, by the kernel's estimate (3.14, and backports of it); null before.</summary>
    public ulong? Available { get; init; }

    /// <summary>Swap space.</summary>
    public ulong SwapTotal { get; init; }

    /// <summary>Swap space not in use.</summary>
    public ulong SwapFree { get; init; }

    /// <summary>Set aside for huge pages of the default size, used or not; nothing else can use it.</summary>
    public ulong HugePages { get; init; }

    /// <summary>
    /// What can be had, estimated where the kernel gives no MemAvailable: free, buffers, page cache without shared memory, and
    /// reclaimable slab. It is too high by the kernel's reserves.
    /// </summary>
    public ulong AvailableOrEstimate
    {
        get
        {
            if (Available is { } known)
                return known;
            var reclaimable = Free + Field("Buffers") + Field("Cached") + Field("SReclaimable");
            var shared = Field("Shmem");
            return reclaimable > shared ? reclaimable - shared : 0;
        }
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="FormatException">A line is malformed, or MemTotal or MemFree is missing.</exception>
    public static MemoryInfo Parse(string text)
    {
        var fields = ImmutableSortedDictionary.CreateBuilder<string, ulong>(StringComparer.Ordinal);
        foreach (var line in TextLine.Of(text))
        {
            var words = line.Fields(2);
            if (!words[0].EndsWith(':'))
                throw line.Error($"expected 'Name: value', found {TextLine.Quote(words[0])}");
            var value = line.UnsignedNumber(words[1], words[0]);
            if (words.Length > 2 && words[2] == "kB")
                value = value <= ulong.MaxValue >> 10 ? value << 10 : throw line.Error($"{value} kB does not fit 64 bits");
            fields[words[0][..^1]] = value;
        }
        ulong? Field(string name) => fields.TryGetValue(name, out var value) ? value : null;
        ulong Required(string name) => Field(name) ?? throw new FormatException($"there is no line '{name}'");
        var total = Required("MemTotal");
        return new MemoryInfo
        {
            Fields = fields.ToImmutable(),
            Total = total > 0 ? total : throw new FormatException("MemTotal is 0"),
            Free = Required("MemFree"),
            Available = Field("MemAvailable"),
            SwapTotal = Field("SwapTotal") ?? 0,
            SwapFree = Field("SwapFree") ?? 0,
            // Hugetlb (4.21) counts all sizes, older kernels tell the default size only.
            HugePages = Field("Hugetlb") ?? Product(Field("HugePages_Total") ?? 0, Field("Hugepagesize") ?? 0),
        };
    }

    private static ulong Product(ulong count, ulong size) =>
        size == 0 || count <= ulong.MaxValue / size ? count * size : throw new FormatException("HugePages_Total is out of range");

    private ulong Field(string name) => Fields.GetValueOrDefault(name);
}
