namespace OpsShell.Audit.Facts;

/// <summary>What statfs(2) says about a file system.</summary>
/// <param name="MountPoint">Where it is mounted.</param>
/// <param name="Size">Bytes in all.</param>
/// <param name="Free">Bytes free, those reserved for root included.</param>
/// <param name="Available">Bytes free for others than root.</param>
/// <param name="Inodes">Inodes in all; 0 where the file system has no fixed number (btrfs, vfat, many network ones).</param>
/// <param name="InodesFree">Inodes free.</param>
public sealed record FilesystemSpace(string MountPoint, double Size, double Free, double Available, ulong Inodes, ulong InodesFree)
{
    /// <summary>Available in percent of the size; null for a size of 0.</summary>
    public double? AvailablePercent => Size > 0 ? Math.Min(100, 100 * Available / Size) : null;

    /// <summary>Free inodes in percent; null where the file system has no fixed number.</summary>
    public double? InodesFreePercent => Inodes > 0 ? Math.Min(100, 100.0 * InodesFree / Inodes) : null;
}
