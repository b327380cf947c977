namespace OpsShell.Core.Transport.Files;

/// <summary>The files of this machine.</summary>
internal sealed class LocalTree : IFileTree
{
    private const int NoSpace = 28, QuotaExceeded = 122;

    /// <inheritdoc/>
    public string Where => "this machine";

    /// <inheritdoc/>
    public TreeEntry? Find(string path) => UnixStat.Read(path, followLinks: true);

    /// <inheritdoc/>
    public IReadOnlyList<TreeEntry> List(string path) => Guard(path, () => Directory.EnumerateFileSystemEntries(path)
        .Order(StringComparer.Ordinal).Select(entry => UnixStat.Read(entry, followLinks: false)).OfType<TreeEntry>().ToArray());

    /// <inheritdoc/>
    public string ReadLink(string path) => Guard(path, () => new FileInfo(path).LinkTarget ?? "");

    /// <inheritdoc/>
    public Stream OpenRead(string path) => Guard(path, () => File.OpenRead(path));

    /// <inheritdoc/>
    public void Write(string path, Stream content) => Guard(path, () =>
    {
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        content.CopyTo(file);
        file.Flush(flushToDisk: true);
        return true;
    });

    /// <inheritdoc/>
    public void SetMode(string path, int mode) => Guard(path, () =>
    {
        File.SetUnixFileMode(path, (UnixFileMode)mode);
        return true;
    });

    /// <inheritdoc/>
    public void Rename(string from, string to) => Guard(to, () =>
    {
        File.Move(from, to, overwrite: true);
        return true;
    });

    /// <inheritdoc/>
    public void Delete(string path) => Guard(path, () =>
    {
        File.Delete(path);
        return true;
    });

    /// <inheritdoc/>
    public void CreateFolder(string path, int mode) => Guard(path, () => Directory.CreateDirectory(path, (UnixFileMode)(mode & 0x1FF)));

    /// <inheritdoc/>
    public void CreateLink(string path, string pointsTo) => Guard(path, () =>
    {
        File.Delete(path);
        return File.CreateSymbolicLink(path, pointsTo);
    });

    /// <inheritdoc/>
    public string? Checksum(string path) => null;

    /// <inheritdoc/>
    public long? FreeBytes(string path)
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(path)).AvailableFreeSpace;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NodeException(NodeErrorId.FileNotFound, $"{Where}: {path} does not exist.", "", error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new NodeException(NodeErrorId.FileDenied, $"{Where}: {path} may not be read or written.", "", error);
        }
        catch (IOException error) when ((error.HResult & 0xFFFF) is NoSpace or QuotaExceeded)
        {
            throw new NodeException(
                NodeErrorId.DiskFull, $"{Where}: no space for {path}. What was there is as it was.", "Free space on that file system.", error);
        }
        catch (IOException error)
        {
            throw new NodeException(NodeErrorId.CopyFailed, $"{Where}: {path}: {error.Message}", "", error);
        }
    }
}
