using System.Runtime.InteropServices;
using System.Text;

namespace OpsShell.Core.Transport.Files;

/// <summary>
/// statx(2), because .NET does not tell a pipe or a device from a file, and opening a pipe to find out would wait for ever. The
/// layout of its answer is the same on all architectures (include/uapi/linux/stat.h).
/// </summary>
internal static class UnixStat
{
    private const int AtCurrentFolder = -100, AtSymlinkNoFollow = 0x100;
    private const uint BasicStats = 0x7ff;
    private const int StatxSize = 256, ModeOffset = 28, SizeOffset = 40;
    private const int TypeMask = 0xF000, TypeFile = 0x8000, TypeFolder = 0x4000, TypeLink = 0xA000, PermissionMask = 0x1FF;
    private const int NoEntry = 2, AccessDenied = 13, NotAFolder = 20;

    /// <summary>What stands at a path; null when there is nothing.</summary>
    /// <exception cref="NodeException">FileDenied or CopyFailed.</exception>
    public static TreeEntry? Read(string path, bool followLinks)
    {
        var answer = new byte[StatxSize];
        var name = new byte[Encoding.UTF8.GetByteCount(path) + 1];
        Encoding.UTF8.GetBytes(path, name);
        if (Statx(AtCurrentFolder, name, followLinks ? 0 : AtSymlinkNoFollow, BasicStats, answer) != 0)
            return Marshal.GetLastPInvokeError() switch
            {
                NoEntry or NotAFolder => null,
                AccessDenied => throw new NodeException(NodeErrorId.FileDenied, $"this machine: {path} may not be read."),
                var error => throw new NodeException(NodeErrorId.CopyFailed, $"this machine: {path}: {Marshal.GetPInvokeErrorMessage(error)}."),
            };
        int mode = BitConverter.ToUInt16(answer, ModeOffset);
        return new TreeEntry(TreePath.Name(path), Kind(mode), BitConverter.ToInt64(answer, SizeOffset), mode & PermissionMask);
    }

    private static TreeEntryKind Kind(int mode) => (mode & TypeMask) switch
    {
        TypeFile => TreeEntryKind.File,
        TypeFolder => TreeEntryKind.Folder,
        TypeLink => TreeEntryKind.Link,
        _ => TreeEntryKind.Special,
    };

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, [Out] byte[] answer);
}
