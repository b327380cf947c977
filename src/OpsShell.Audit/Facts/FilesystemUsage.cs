using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Audit.Facts;

/// <summary>
/// Space and inodes of the mounted file systems. No file tells them, so this costs a command: one <c>stat -f</c> for all file
/// systems of this machine, then one for each network file system, so that a server that does not answer can neither hide
/// the local ones nor hang the audit. <c>stat -f -c</c> is the same in coreutils and busybox and gives inodes too, which
/// busybox <c>df</c> need not.
/// </summary>
/// <param name="Spaces">By mount point; a mount point that is missing did not answer.</param>
/// <param name="Status">How the command ended; <see cref="ProbeStatus.TimedOut"/> when a file system did not answer.</param>
/// <param name="Reason">Why it is not Ok; empty when it is.</param>
public sealed record FilesystemUsage(ImmutableDictionary<string, FilesystemSpace> Spaces, ProbeStatus Status, string Reason)
{
    // Sorting out by type is done on the node with the same lists as in Mount. `read` without -r would eat the backslashes of
    // the table's escapes; they are undone by printf, whose format takes exactly three octal digits (%b would take four, and
    // read "disk\0401" wrongly). A name with both an escape and a % is left out, and then shows as not measured.
    private const string Script = """
        m=/proc/1/mounts; [ -r $m ] || m=/proc/self/mounts
        f='%S %b %f %a %c %d %n'; seen=' '; net=''; set --
        while read -r d p t _; do
          case $t in
            ext2|ext3|ext4|xfs|btrfs|f2fs|jfs|reiserfs|zfs|bcachefs|vfat)
              case $seen in *" $d "*) continue;; esac; seen="$seen$d ";;
            tmpfs) case $p in /run|/tmp|/dev/shm) ;; *) continue;; esac;;
            nfs|nfs4|cifs|smb3|ceph|glusterfs|lustre|beegfs|gpfs|9p|afs|ocfs2|gfs2|fuse.sshfs|fuse.s3fs|fuse.ceph-fuse|fuse.glusterfs|fuse.juicefs|fuse.cosfs|fuse.rclone|fuse.goofys)
              case $seen in *" $d "*) continue;; esac; seen="$seen$d "; net="$net $p"; continue;;
            *) continue;;
          esac
          case $p in *\\012*|*\\*%*|*%*\\*) continue;; *\\*) p=$(printf "$p");; esac
          set -- "$@" "$p"
        done < $m
        [ $# -eq 0 ] || LC_ALL=C stat -f -c "$f" -- "$@"; r=$?
        [ $r -ne 127 ] || exit 127
        set -f
        for p in $net; do
          case $p in *\\012*|*\\*%*|*%*\\*) continue;; *\\*) p=$(printf "$p");; esac
          LC_ALL=C stat -f -c "$f" -- "$p"
        done
        exit 0
        """;

    /// <summary>The command.</summary>
    public static readonly ProbeItem Item = ProbeItem.Command(Script) with { Timeout = TimeSpan.FromSeconds(3) };

    /// <summary>How findings name the command, whose text is long.</summary>
    public const string Source = "`stat -f`";

    /// <summary>The fact.</summary>
    public static readonly Fact<FilesystemUsage> Fact =
        Core.Findings.Fact.FromItems("node/filesystem-usage", "Space and inodes of mounted file systems", [Item], Read);

    /// <summary>Reads the command's output: block size, blocks, free, available, inodes, free inodes, mount point.</summary>
    /// <exception cref="FormatException">A line is malformed.</exception>
    public static ImmutableDictionary<string, FilesystemSpace> Parse(string text)
    {
        var spaces = ImmutableDictionary.CreateBuilder<string, FilesystemSpace>(StringComparer.Ordinal);
        foreach (var line in TextLine.Of(text))
        {
            var fields = line.Text.Split(' ', 7);
            if (fields.Length < 7 || !fields[6].StartsWith('/'))
                throw line.Error("expected six numbers and a mount point");
            double block = line.UnsignedNumber(fields[0], "block size");
            // The first line for a place counts: the node's own disks come first, and a later line may be a forged name.
            spaces.TryAdd(fields[6], new FilesystemSpace(
                fields[6],
                block * line.UnsignedNumber(fields[1], "blocks"),
                block * line.UnsignedNumber(fields[2], "free blocks"),
                block * line.UnsignedNumber(fields[3], "available blocks"),
                line.UnsignedNumber(fields[4], "inodes"),
                line.UnsignedNumber(fields[5], "free inodes")));
        }
        return spaces.ToImmutable();
    }

    private static FilesystemUsage Read(ProbeResults results)
    {
        var result = results.Find(Item);
        var text = result.Contents is [var content, ..] ? content.Text : "";
        if (result.Status is not (ProbeStatus.Ok or ProbeStatus.TimedOut))
            throw new FactUnavailableException(Source, result.Status, result.Reason);
        // A command that was cut off may end in half a line.
        if (result.Status == ProbeStatus.TimedOut)
            text = text[..(text.LastIndexOf('\n') + 1)];
        return new FilesystemUsage(CommandAnswer.Parse(Source, text, Parse), result.Status, result.Reason);
    }
}
