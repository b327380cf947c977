using System.Globalization;
using System.Text;
using OpsShell.Core.Nodes;

namespace OpsShell.Core.Transport.Files;

/// <summary>
/// The files of a node as root sees them. SFTP works as the login user and nobody else, so each step is a small script under sudo;
/// contents travel in blocks, so that no file is ever held in memory whole. Relative paths start at the login user's folder.
/// </summary>
/// <param name="connection">Runs the scripts.</param>
/// <param name="password">Password for sudo; <c>sudo -n</c> alone when null.</param>
/// <param name="cancellationToken">Ends the step that is under way. Removing a file is not ended by it, as it cleans up after that.</param>
internal sealed class RootTree(INodeConnection connection, string? password, CancellationToken cancellationToken) : IFileTree
{
    /// <summary>Bytes of one block: a sudo costs some 20 ms, so small ones are slow, and 64 nodes hold one each at the same time.</summary>
    public const int BlockSize = 4 << 20;

    private const int NothingThere = 94;
    private const int TypeMask = 0xF000, PermissionMask = 0x1FF;
    private static readonly TimeSpan _removeLimit = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public string Where => connection.Node.Name;

    /// <inheritdoc/>
    public TreeEntry? Find(string path)
    {
        var outcome = Execute($"[ -e \"$1\" ] || exit {NothingThere}; stat -L -c '%f %s' \"$1\"", default, Operand(path));
        return outcome.ExitCode == NothingThere ? null : Entry($"{Text(Checked(path, outcome)).TrimEnd('\n')} {TreePath.Name(path)}", path);
    }

    /// <inheritdoc/>
    public IReadOnlyList<TreeEntry> List(string path)
    {
        var entries = Text(Run(
            path, "cd \"$1\" && find . ! -name . -prune -exec sh -c 'for f do s=$(stat -c \"%f %s\" \"$f\") && printf \"%s %s\\0\" \"$s\" \"${f#./}\"; done' sh {} +",
            default, Operand(path)));
        return [.. entries.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(entry => Entry(entry, path)).OrderBy(entry => entry.Name, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public string ReadLink(string path) => Text(Run(path, "readlink \"$1\"", default, Operand(path))).TrimEnd('\n');

    /// <inheritdoc/>
    public Stream OpenRead(string path) => new BlockStream(this, path, Identity(path));

    /// <inheritdoc/>
    public void Write(string path, Stream content)
    {
        Run(path, "umask 077; set -C; : >\"$1\"", default, Operand(path));
        var block = new byte[BlockSize];
        for (int length; (length = content.ReadAtLeast(block, block.Length, throwOnEndOfStream: false)) > 0;)
            Run(path, "cat >>\"$1\"", block.AsMemory(0, length), Operand(path));
    }

    /// <inheritdoc/>
    public void SetMode(string path, int mode) => Run(path, "chmod \"$2\" \"$1\"", default, Operand(path), Octal(mode));

    /// <inheritdoc/>
    public void Rename(string from, string to) => Run(to, "[ ! -d \"$2\" ] && mv -f \"$1\" \"$2\"", default, Operand(from), Operand(to));

    /// <inheritdoc/>
    public void Delete(string path) =>
        Checked(path, connection.Execute(Request("rm -f \"$1\"", default, [Operand(path)]) with { Timeout = _removeLimit }, null, CancellationToken.None));

    /// <inheritdoc/>
    public void CreateFolder(string path, int mode) =>
        Run(path, "mkdir \"$1\" && chmod \"$2\" \"$1\"", default, Operand(path), Octal(mode | 0x1C0));

    /// <inheritdoc/>
    public void CreateLink(string path, string pointsTo) => Run(path, "ln -sfn \"$2\" \"$1\"", default, Operand(path), Operand(pointsTo));

    /// <inheritdoc/>
    public string? Checksum(string path)
    {
        var outcome = Execute("sha256sum <\"$1\"", default, Operand(path));
        var text = Text(outcome);
        return outcome.ExitCode == 0 && text.Length >= 64 && text[..64].All(char.IsAsciiHexDigitLower) ? text[..64] : null;
    }

    /// <inheritdoc/>
    public long? FreeBytes(string path)
    {
        // df -P: a line of headings, then device, blocks, used, available, in units of 1024 bytes with -k.
        var columns = Text(Execute("df -Pk \"$1\"", default, Operand(path))).TrimEnd('\n').Split('\n')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return columns.Length >= 4 && long.TryParse(columns[3], CultureInfo.InvariantCulture, out var kibibytes) ? kibibytes * 1024 : null;
    }

    // Device and inode: a log that is rotated while it is read must not be stitched together of two files.
    private string Identity(string path) => Text(Run(path, "stat -L -c %d:%i \"$1\"", default, Operand(path))).Trim();

    private ReadOnlyMemory<byte> Block(string path, long number, string identity)
    {
        // dd moves the read position without reading: the redirection is one open file for both.
        var script = string.Create(
            CultureInfo.InvariantCulture,
            $"exec <\"$1\" || exit; [ {number} = 0 ] || dd bs={BlockSize} skip={number} count=0 2>/dev/null; head -c {BlockSize} || exit; [ \"$(stat -L -c %d:%i \"$1\")\" = \"$2\" ] || exit {NothingThere}");
        var outcome = Execute(script, default, Operand(path), identity);
        return outcome.ExitCode == NothingThere
            ? throw new NodeException(NodeErrorId.CopyFailed, $"{Where}: {path} was replaced by another file while it was read.", "Copy again.")
            : Checked(path, outcome).Output;
    }

    private CommandOutcome Run(string path, string script, ReadOnlyMemory<byte> input, params string[] arguments) =>
        Checked(path, Execute(script, input, arguments));

    private CommandOutcome Execute(string script, ReadOnlyMemory<byte> input, params string[] arguments) =>
        connection.Execute(Request(script, input, arguments), null, cancellationToken);

    private CommandRequest Request(string script, ReadOnlyMemory<byte> input, string[] arguments) => new()
    {
        // The node's words are compared with those below.
        Script = "LC_ALL=C; export LC_ALL; " + script,
        Arguments = arguments,
        StandardInput = input.Length == 0 ? null : input,
        Become = BecomeMethod.Sudo,
        BecomePassword = password,
    };

    private CommandOutcome Checked(string path, CommandOutcome outcome)
    {
        if (outcome.Truncated)
            throw new NodeException(NodeErrorId.OutputTooLarge, $"{Where}: {path} has more entries than can be read at once.", "Copy its folders one by one.");
        if (outcome.ExitCode == 0)
            return outcome;
        var reason = Ssh.HostText.Clean(Encoding.UTF8.GetString(outcome.Error.Span).Trim());
        throw reason switch
        {
            _ when reason.Contains("No space left", StringComparison.Ordinal) || reason.Contains("quota exceeded", StringComparison.Ordinal) => new NodeException(
                NodeErrorId.DiskFull, $"{Where}: no space for {path}. What was there is as it was.", "Free space on that file system."),
            _ when reason.Contains("No such file", StringComparison.Ordinal) => new NodeException(NodeErrorId.FileNotFound, $"{Where}: {path} does not exist."),
            _ when reason.Contains("ermission denied", StringComparison.Ordinal) || reason.Contains("not permitted", StringComparison.Ordinal)
                || reason.Contains("Read-only", StringComparison.Ordinal) => new NodeException(
                NodeErrorId.FileDenied, $"{Where}: {path} may not be read or written, even by root: {reason}", "See its mount options, lsattr, or SELinux's log."),
            _ => new NodeException(NodeErrorId.CopyFailed, $"{Where}: {path}: {(reason.Length > 0 ? reason : $"the node's shell ended with {outcome.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? outcome.Signal}")}"),
        };
    }

    /// <summary>Reads what <c>stat -c '%f %s'</c> and the name came to.</summary>
    private TreeEntry Entry(string text, string path)
    {
        var parts = text.Split(' ', 3);
        if (parts.Length != 3 || !int.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var mode)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            throw new NodeException(NodeErrorId.ProtocolError, $"{Where}: {path}: stat answered '{Ssh.HostText.Clean(text)}'.", "It needs stat of coreutils or BusyBox on the node.");
        return new TreeEntry(parts[2], Kind(mode & TypeMask), size, mode & PermissionMask);
    }

    private static TreeEntryKind Kind(int type) => type switch
    {
        0x8000 => TreeEntryKind.File,
        0x4000 => TreeEntryKind.Folder,
        0xA000 => TreeEntryKind.Link,
        _ => TreeEntryKind.Special,
    };

    private static string Text(CommandOutcome outcome) => Encoding.UTF8.GetString(outcome.Output.Span);

    private static string Octal(int mode) => Convert.ToString(mode & PermissionMask, 8);

    // No path is taken for an option.
    private static string Operand(string path) => path.StartsWith('-') ? "./" + path : path;

    /// <summary>A file, read block by block; a block that is not full is the last.</summary>
    private sealed class BlockStream(RootTree tree, string path, string identity) : Stream
    {
        private ReadOnlyMemory<byte> _block;
        private long _number;
        private bool _last;

        public override bool CanRead => true;

        public override bool CanWrite => false;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_block.IsEmpty && !_last)
            {
                _block = tree.Block(path, _number++, identity);
                _last = _block.Length < BlockSize;
            }
            var length = Math.Min(count, _block.Length);
            _block.Span[..length].CopyTo(buffer.AsSpan(offset));
            _block = _block[length..];
            return length;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
