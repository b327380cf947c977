using System.Security.Cryptography;

namespace OpsShell.Core.Transport.Files;

/// <summary>
/// Copies from one side to another. Every file is written under a temporary name in its folder, its checksum found anew on the side
/// that got it, and then renamed over the target: a reader sees the old file or the new one, and a failure leaves the old one.
/// </summary>
internal sealed class TreeCopy(IFileTree source, IFileTree target, CopyRequest request, CancellationToken cancellationToken)
{
    private const int FolderDepthLimit = 128;
    private const int NamedProblems = 5;
    private readonly List<string> _skipped = [];
    private readonly List<(string Path, string PointsTo)> _links = [];
    private int _files;
    private long _bytes;
    private string _verified = "";

    /// <summary>
    /// Copies a file to a path or into an existing folder, or the contents of a folder to a folder, which is made when it is
    /// not there.
    /// </summary>
    public CopyOutcome Run(string from, string to)
    {
        var entry = source.Find(from) ?? throw new NodeException(NodeErrorId.FileNotFound, $"{source.Where}: {from} does not exist.");
        return entry.Kind switch
        {
            TreeEntryKind.File => RunFile(from, entry, to),
            TreeEntryKind.Folder when request.Recurse => RunFolder(from, entry, to),
            TreeEntryKind.Folder => throw new NodeException(NodeErrorId.CopyFailed, $"{source.Where}: {from} is a folder.", "-Recurse copies it with all below it."),
            _ => throw new NodeException(NodeErrorId.CopyFailed, $"{source.Where}: {from} is a device, pipe or socket, and cannot be copied."),
        };
    }

    private CopyOutcome RunFile(string from, TreeEntry entry, string to)
    {
        var existing = target.Find(to);
        if (existing?.Kind == TreeEntryKind.Folder)
        {
            to = TreePath.Join(to, TreePath.Name(from));
            existing = target.Find(to);
        }
        else if (to.EndsWith('/'))
        {
            throw new NodeException(NodeErrorId.FileNotFound, $"{target.Where}: the folder {to} does not exist.", MakeIt(to));
        }
        if (target.Find(TreePath.Parent(to)) is not { Kind: TreeEntryKind.Folder })
            throw new NodeException(NodeErrorId.FileNotFound, $"{target.Where}: the folder {TreePath.Parent(to)} does not exist.", MakeIt(to));
        var checksum = CopyFile(from, entry, to, existing);
        return new CopyOutcome(to, 1, _bytes, checksum, _verified);
    }

    private CopyOutcome RunFolder(string from, TreeEntry entry, string to)
    {
        MakeFolder(to, entry.Mode);
        CopyFolder(from, to, 0);
        foreach (var (path, pointsTo) in _links)
            target.CreateLink(path, pointsTo);
        if (_skipped.Count == 0)
            return new CopyOutcome(to, _files, _bytes, null, _verified);
        var named = string.Join("; ", _skipped.Take(NamedProblems)) + (_skipped.Count > NamedProblems ? "; ..." : "");
        throw new NodeException(
            NodeErrorId.CopyFailed, FormattableString.Invariant($"{source.Where}: {_files} files of {from} were copied, {_skipped.Count} entries were not: {named}."));
    }

    private void CopyFolder(string from, string to, int depth)
    {
        if (depth > FolderDepthLimit)
            throw new NodeException(NodeErrorId.CopyFailed, FormattableString.Invariant($"{source.Where}: {from} is more than {FolderDepthLimit} folders deep."));
        var present = target.List(to).ToDictionary(item => item.Name, StringComparer.Ordinal);
        foreach (var entry in source.List(from))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!TreePath.IsPlainName(entry.Name))
                throw new NodeException(
                    NodeErrorId.CopyFailed, $"{source.Where}: {from} has an entry with the impossible name '{Ssh.HostText.Clean(entry.Name)}'.",
                    "The node may be compromised; nothing was written outside of the target folder.");
            CopyEntry(TreePath.Join(from, entry.Name), entry, TreePath.Join(to, entry.Name), present.GetValueOrDefault(entry.Name), depth);
        }
    }

    private void CopyEntry(string from, TreeEntry entry, string to, TreeEntry? existing, int depth)
    {
        switch (entry.Kind)
        {
            case TreeEntryKind.File:
                CopyFile(from, entry, to, existing);
                break;
            case TreeEntryKind.Folder when existing is { Kind: not TreeEntryKind.Folder }:
                throw new NodeException(NodeErrorId.CopyFailed, $"{target.Where}: {to} exists and is no folder.");
            case TreeEntryKind.Folder:
                if (existing is null)
                    target.CreateFolder(to, entry.Mode);
                CopyFolder(from, to, depth + 1);
                break;
            case TreeEntryKind.Link:
                NoteLink(from, to, existing, depth);
                break;
            default:
                _skipped.Add($"{from} is a device, pipe or socket");
                break;
        }
    }

    // Links are made last, so that no file of this copy can be written through one.
    private void NoteLink(string from, string to, TreeEntry? existing, int depth)
    {
        var pointsTo = source.ReadLink(from);
        if (!TreePath.StaysInside(pointsTo, depth))
            _skipped.Add($"{from} is a link that leads out of the folder ({Ssh.HostText.Clean(pointsTo)})");
        else if (existing?.Kind == TreeEntryKind.Folder)
            _skipped.Add($"{from} is a link, but {to} is a folder");
        else if (existing is not null && !request.Force)
            throw Exists(to);
        else
            _links.Add((to, pointsTo));
    }

    private void MakeFolder(string path, int mode)
    {
        var existing = target.Find(path);
        if (existing is { Kind: not TreeEntryKind.Folder })
            throw new NodeException(NodeErrorId.CopyFailed, $"{target.Where}: {path} exists and is no folder.");
        if (existing is null && target.Find(TreePath.Parent(path)) is not { Kind: TreeEntryKind.Folder })
            throw new NodeException(NodeErrorId.FileNotFound, $"{target.Where}: the folder {TreePath.Parent(path)} does not exist.", MakeIt(path));
        if (existing is null)
            target.CreateFolder(path, mode);
    }

    private string CopyFile(string from, TreeEntry entry, string to, TreeEntry? existing)
    {
        if (existing is { Kind: TreeEntryKind.Folder or TreeEntryKind.Special })
            throw new NodeException(NodeErrorId.CopyFailed, $"{target.Where}: {to} exists and is no file.");
        if (existing is not null && !request.Force)
            throw Exists(to);
        var temporary = TreePath.Join(TreePath.Parent(to), $".opsshell-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}.tmp");
        try
        {
            var checksum = Transfer(from, temporary);
            target.SetMode(temporary, (request.Mode ?? entry.Mode) & 0x1FF);
            Verify(temporary, to, checksum);
            target.Rename(temporary, to);
            _files++;
            return checksum;
        }
        catch (Exception error)
        {
            throw Failure(error, temporary, to, entry.Size);
        }
    }

    /// <summary>Removes what was begun, and says what happened in words about the target, which is what the user knows.</summary>
    private Exception Failure(Exception error, string temporary, string to, long size)
    {
        var full = error is NodeException { Id: NodeErrorId.CopyFailed } && target.FreeBytes(TreePath.Parent(to)) is { } free && free < size;
        var rest = Remove(temporary) ? "" : $" The unfinished {temporary} may still be there; remove it.";
        return error switch
        {
            _ when full => new NodeException(
                NodeErrorId.DiskFull, $"{target.Where}: no space for {to} ({size} bytes). What was there is as it was.{rest}", "Free space on that file system.", error),
            NodeException known when rest.Length > 0 || known.Message.Contains(temporary, StringComparison.Ordinal) =>
                new NodeException(known.Id, known.Message.Replace(temporary, to, StringComparison.Ordinal) + rest, known.Remedy, known),
            OperationCanceledException when rest.Length > 0 => new NodeException(NodeErrorId.Cancelled, $"{target.Where}: the copy to {to} was interrupted.{rest}", "", error),
            NodeException or OperationCanceledException => error,
            _ => new NodeException(NodeErrorId.CopyFailed, $"{target.Where}: {to}: {Ssh.HostText.Clean(error.Message)}{rest}", "", error),
        };
    }

    private string Transfer(string from, string temporary)
    {
        using var content = source.OpenRead(from);
        using var counted = new CopyStream(content, cancellationToken);
        target.Write(temporary, counted);
        _bytes += counted.Count;
        return counted.Checksum();
    }

    private void Verify(string temporary, string to, string expected)
    {
        var found = target.Checksum(temporary);
        _verified = found is null ? "read back" : "sha256sum";
        found ??= ReadBack(temporary);
        if (found != expected)
            throw new NodeException(
                NodeErrorId.ChecksumMismatch, $"{target.Where}: what arrived for {to} has the checksum {found}, sent was {expected}. What was there is as it was.",
                "Copy again; if it happens again, suspect the memory, the disk or the network of that node.");
    }

    private string ReadBack(string path)
    {
        using var content = target.OpenRead(path);
        using var counted = new CopyStream(content, cancellationToken);
        counted.CopyTo(Stream.Null);
        return counted.Checksum();
    }

    /// <summary>Removes what was begun; false when it may still be there.</summary>
    private bool Remove(string temporary)
    {
        try
        {
            target.Delete(temporary);
            return true;
        }
        catch (NodeException error) when (error.Id == NodeErrorId.FileNotFound)
        {
            return true;
        }
        catch (NodeException error) when (error.Id == NodeErrorId.FileDenied)
        {
            // In a folder where nothing can be removed nothing could be made either.
            return true;
        }
        catch (NodeException)
        {
            return false;
        }
    }

    private static string MakeIt(string path) => path.StartsWith('~')
        ? "Make it first. Only ~/ is expanded; name the folder of another user in full."
        : "Make it first.";

    private NodeException Exists(string path) =>
        new(NodeErrorId.CopyFailed, $"{target.Where}: {path} exists already.", "-Force replaces it.");
}
