using System.Collections.Immutable;
using System.Text;
using OpsShell.Core.Facts;

namespace OpsShell.Audit.Facts;

/// <summary>One line of a mount table or of fstab (both have the format of fstab(5)).</summary>
/// <param name="Device">What is mounted.</param>
/// <param name="MountPoint">Where.</param>
/// <param name="Type">Type of the file system (<c>xfs</c>).</param>
/// <param name="Options">The options in order.</param>
public sealed record Mount(string Device, string MountPoint, string Type, ImmutableArray<string> Options)
{
    /// <summary>Types whose data is on another machine, so that asking them can take for ever.</summary>
    private static readonly ImmutableHashSet<string> NetworkTypes =
        [
            "nfs", "nfs4", "cifs", "smb3", "ceph", "glusterfs", "lustre", "beegfs", "gpfs", "9p", "afs", "ocfs2", "gfs2",
            "fuse.sshfs", "fuse.s3fs", "fuse.ceph-fuse", "fuse.glusterfs", "fuse.juicefs", "fuse.cosfs", "fuse.rclone", "fuse.goofys",
        ];

    /// <summary>Types that keep data on a disk of this machine.</summary>
    private static readonly ImmutableHashSet<string> LocalTypes =
        ["ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "jfs", "reiserfs", "zfs", "bcachefs", "vfat"];

    /// <summary>Places at which a full tmpfs breaks the system; other tmpfs belong to pods and sessions.</summary>
    private static readonly ImmutableHashSet<string> SystemTmpfs = ["/run", "/tmp", "/dev/shm"];

    /// <summary>Whether its data is on another machine.</summary>
    public bool IsNetwork => NetworkTypes.Contains(Type);

    /// <summary>Whether it keeps data on a disk of this machine.</summary>
    public bool IsLocalDisk => LocalTypes.Contains(Type);

    /// <summary>Whether its space is worth watching.</summary>
    public bool IsWatched => IsLocalDisk || IsNetwork || (Type == "tmpfs" && SystemTmpfs.Contains(MountPoint));

    /// <summary>Whether it is mounted read-only.</summary>
    public bool IsReadOnly => Options.Contains("ro");

    /// <summary>Reads the lines of a mount table or fstab; comments are left out.</summary>
    /// <exception cref="FormatException">A line has fewer than four fields.</exception>
    internal static ImmutableArray<Mount> ParseLines(string text)
    {
        var mounts = ImmutableArray.CreateBuilder<Mount>();
        foreach (var line in TextLine.Of(text))
        {
            if (line.Text.TrimStart().StartsWith('#'))
                continue;
            var fields = line.Fields();
            // fstab(5) lets everything after the type away; the kernel always writes all six.
            if (fields.Length < 3)
                throw line.Error($"expected device, mount point, type and options, found {fields.Length} fields");
            var options = fields.Length > 3 ? fields[3].Split(',') : ["defaults"];
            mounts.Add(new Mount(Unescape(fields[0]), Unescape(fields[1]), fields[2], [.. options]));
        }
        return mounts.ToImmutable();
    }

    /// <summary>Undoes the escapes of blank, tab, line feed and backslash: a backslash and three octal digits.</summary>
    internal static string Unescape(string field)
    {
        if (!field.Contains('\\', StringComparison.Ordinal))
            return field;
        var result = new StringBuilder(field.Length);
        for (var at = 0; at < field.Length; at++)
        {
            if (field[at] == '\\' && at + 3 < field.Length && field.AsSpan(at + 1, 3).IndexOfAnyExceptInRange('0', '7') < 0)
            {
                result.Append((char)(((field[at + 1] - '0') * 64) + ((field[at + 2] - '0') * 8) + (field[at + 3] - '0')));
                at += 3;
            }
            else
            {
                result.Append(field[at]);
            }
        }
        return result.ToString();
    }
}
