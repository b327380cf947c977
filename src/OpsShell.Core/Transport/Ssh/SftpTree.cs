using System.Globalization;
using System.Net.Sockets;
using System.Text;
using OpsShell.Core.Transport.Files;
using Renci.SshNet;
using Renci.SshNet.Common;
using Renci.SshNet.Sftp;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>
/// The files of a node over SFTP. What SFTP or SSH.NET cannot do (checksum, reading and making a relative link) is asked of the node's shell; where
/// that is not allowed, checksums are found by reading back and links are skipped.
/// </summary>
/// <param name="session">A connection with a client of SSH.NET for SFTP.</param>
/// <param name="exec">The node's shell.</param>
internal sealed class SftpTree(SshSession session, IExecChannel exec) : IFileTree
{
    private readonly SftpClient _client = (SftpClient)session.Client;

    /// <inheritdoc/>
    public string Where => session.Target.Name;

    /// <inheritdoc/>
    public TreeEntry? Find(string path)
    {
        try
        {
            return Guard(path, () => Entry(TreePath.Name(path), _client.GetAttributes(path)));
        }
        catch (NodeException error) when (error.Id == NodeErrorId.FileNotFound)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<TreeEntry> List(string path) => Guard(path, () => _client.ListDirectory(path)
        .Where(item => item.Name is not ("." or "..")).Select(item => Entry(item.Name, item.Attributes)).ToArray());

    /// <inheritdoc/>
    public string ReadLink(string path) => Shell($"readlink {Quote(path)}").Trim('\n') is { Length: > 0 } pointsTo
        ? pointsTo
        : throw new NodeException(NodeErrorId.CopyFailed, $"{Where}: the link {path} cannot be read.", "It needs readlink on the node.");

    /// <inheritdoc/>
    public Stream OpenRead(string path) => Guard(path, () => _client.OpenRead(path));

    /// <inheritdoc/>
    public void Write(string path, Stream content) => Guard(path, () =>
    {
        // Made empty and closed to others first: no byte of a secret is ever readable for anybody else.
        _client.Open(path, FileMode.CreateNew, FileAccess.Write).Dispose();
        SetMode(path, 0x180);
        _client.UploadFile(content, path, canOverride: true);
        return true;
    });

    /// <inheritdoc/>
    public void SetMode(string path, int mode) => Guard(path, () =>
    {
        // SSH.NET takes the octal digits as a decimal number.
        _client.ChangePermissions(path, short.Parse(Convert.ToString(mode & 0x1FF, 8), CultureInfo.InvariantCulture));
        return true;
    });

    /// <inheritdoc/>
    public void Rename(string from, string to) => Guard(to, () =>
    {
        _client.RenameFile(from, to, isPosix: true);
        return true;
    });

    /// <inheritdoc/>
    public void Delete(string path) => Guard(path, () =>
    {
        _client.DeleteFile(path);
        return true;
    });

    /// <inheritdoc/>
    public void CreateFolder(string path, int mode)
    {
        Guard(path, () =>
        {
            _client.CreateDirectory(path);
            return true;
        });
        SetMode(path, mode | 0x1C0);
    }

    /// <inheritdoc/>
    public void CreateLink(string path, string pointsTo)
    {
        if (!ShellSucceeds($"ln -sfn {Quote(pointsTo)} {Quote(path)}"))
            throw new NodeException(NodeErrorId.CopyFailed, $"{Where}: the link {path} cannot be made.");
    }

    /// <inheritdoc/>
    public string? Checksum(string path)
    {
        // A backslash in front says that the name which follows the sum is escaped.
        var text = Shell($"sha256sum -- {Quote(path)}").TrimStart('\\');
        return text.Length >= 64 && text.AsSpan(0, 64).ToString().All(char.IsAsciiHexDigitLower) ? text[..64] : null;
    }

    /// <inheritdoc/>
    public long? FreeBytes(string path)
    {
        try
        {
            var status = _client.GetStatus(path);
            return (long)Math.Min(status.AvailableBlocks * status.BlockSize, long.MaxValue);
        }
        catch (Exception error) when (error is SshException or ObjectDisposedException or SocketException or NotSupportedException)
        {
            return null;
        }
    }

    private static TreeEntry Entry(string name, SftpFileAttributes attributes) => new(name, Kind(attributes), attributes.Size, Mode(attributes));

    private static TreeEntryKind Kind(SftpFileAttributes attributes) => attributes switch
    {
        { IsRegularFile: true } => TreeEntryKind.File,
        { IsDirectory: true } => TreeEntryKind.Folder,
        { IsSymbolicLink: true } => TreeEntryKind.Link,
        _ => TreeEntryKind.Special,
    };

    private static int Mode(SftpFileAttributes a) =>
        (a.OwnerCanRead ? 0x100 : 0) | (a.OwnerCanWrite ? 0x80 : 0) | (a.OwnerCanExecute ? 0x40 : 0)
        | (a.GroupCanRead ? 0x20 : 0) | (a.GroupCanWrite ? 0x10 : 0) | (a.GroupCanExecute ? 0x8 : 0)
        | (a.OthersCanRead ? 0x4 : 0) | (a.OthersCanWrite ? 0x2 : 0) | (a.OthersCanExecute ? 0x1 : 0);

    // One word for sh, csh and fish alike.
    private static string Quote(string text) => "'" + text.Replace("'", @"'\''", StringComparison.Ordinal) + "'";

    private bool ShellSucceeds(string command)
    {
        try
        {
            return exec.Run(command, default, closeInput: true, new ShellText(), CancellationToken.None).ExitCode == 0;
        }
        catch (NodeException)
        {
            return false;
        }
    }

    private string Shell(string command)
    {
        var text = new ShellText();
        try
        {
            return exec.Run(command, default, closeInput: true, text, CancellationToken.None).ExitCode == 0 ? text.Text : "";
        }
        catch (NodeException)
        {
            return "";
        }
    }

    private T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SftpPathNotFoundException error)
        {
            throw new NodeException(NodeErrorId.FileNotFound, $"{Where}: {path} does not exist.", "", error);
        }
        catch (SftpPermissionDeniedException error)
        {
            throw new NodeException(
                NodeErrorId.FileDenied, $"{Where}: {path} may not be read or written by {session.Target.UserName}.", "Log in as a user who may.", error);
        }
        catch (SshException error) when (session.IsAlive)
        {
            throw new NodeException(NodeErrorId.CopyFailed, $"{Where}: {path}: the SFTP server reports: {HostText.Clean(error.Message)}", "", error);
        }
        catch (Exception error) when (error is SshException or SocketException or ObjectDisposedException)
        {
            throw SshFailure.Lost(Where, error);
        }
    }

    /// <summary>The short answer of a command.</summary>
    private sealed class ShellText : IExecOutput
    {
        private const int Limit = 16 << 10;
        private readonly List<byte> _bytes = [];

        public string Text => Encoding.UTF8.GetString([.. _bytes]);

        public bool Output(ReadOnlySpan<byte> bytes)
        {
            _bytes.AddRange(bytes);
            return _bytes.Count < Limit;
        }

        public bool Error(ReadOnlySpan<byte> bytes) => true;
    }
}
