using OpsShell.Core.Facts;
using OpsShell.Core.Findings;

namespace OpsShell.Audit.Facts;

/// <summary>/proc/sys/fs/file-nr: open files of the whole system (Documentation/admin-guide/sysctl/fs.rst).</summary>
/// <param name="Allocated">File handles allocated.</param>
/// <param name="Unused">Allocated but unused: always 0 since kernel 2.6.</param>
/// <param name="Max">fs.file-max. systemd and newer kernels set it to 2^63-1: no limit in practice.</param>
public sealed record FileHandles(ulong Allocated, ulong Unused, ulong Max)
{
    // Beyond this many files a machine's memory ends first: a file takes at least 256 bytes of it.
    private const ulong MeaningfulMax = 1UL << 40;

    /// <summary>The fact.</summary>
    public static readonly Fact<FileHandles> Fact =
        Core.Findings.Fact.FromFile("node/file-handles", "Open files of the whole system and their limit", "/proc/sys/fs/file-nr", Parse);

    /// <summary>Handles in use in percent of the limit; null when there is no limit in practice.</summary>
    public double? UsedPercent => Max is > 0 and < MeaningfulMax ? 100.0 * (Allocated - Math.Min(Unused, Allocated)) / Max : null;

    /// <summary>Reads the file.</summary>
    /// <exception cref="FormatException">It is not three numbers.</exception>
    public static FileHandles Parse(string text)
    {
        var line = TextLine.Sole(text);
        var fields = line.Fields(3);
        return new FileHandles(
            line.UnsignedNumber(fields[0], "allocated"), line.UnsignedNumber(fields[1], "unused"), line.UnsignedNumber(fields[2], "maximum"));
    }
}
