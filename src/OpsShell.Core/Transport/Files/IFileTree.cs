namespace OpsShell.Core.Transport.Files;

/// <summary>
/// The files of one side of a copy. Paths are absolute or relative to the login folder, with <c>/</c>. Failures are
/// <see cref="NodeException"/> with FileNotFound, FileDenied, DiskFull or CopyFailed, or ConnectionLost.
/// </summary>
internal interface IFileTree
{
    /// <summary>Whose files these are, for messages.</summary>
    string Where { get; }

    /// <summary>What a path leads to, links followed; null when there is nothing.</summary>
    TreeEntry? Find(string path);

    /// <summary>The entries of a folder, links not followed, without <c>.</c> and <c>..</c>.</summary>
    IReadOnlyList<TreeEntry> List(string path);

    /// <summary>Where a link points, as it is written.</summary>
    string ReadLink(string path);

    /// <summary>Opens a file to read it from its beginning to its end.</summary>
    Stream OpenRead(string path);

    /// <summary>Makes a new file, readable for its owner only, from a stream.</summary>
    void Write(string path, Stream content);

    /// <summary>Sets the nine permission bits.</summary>
    void SetMode(string path, int mode);

    /// <summary>Renames in one step, over what may stand there.</summary>
    void Rename(string from, string to);

    /// <summary>Removes a file.</summary>
    void Delete(string path);

    /// <summary>Makes a folder.</summary>
    void CreateFolder(string path, int mode);

    /// <summary>Makes a link, over a link or file that may stand there.</summary>
    void CreateLink(string path, string pointsTo);

    /// <summary>SHA-256 in lower-case hex, found by the side itself; null when it cannot.</summary>
    string? Checksum(string path);

    /// <summary>Bytes still free where a path is; null when that is not known.</summary>
    long? FreeBytes(string path);
}
