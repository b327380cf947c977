using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>A file being written. A read-only one that was opened by force is read-only again at the end.</summary>
internal sealed class OutputFile : IDisposable
{
    private readonly FileInfo? _readOnly;

    private OutputFile(FileStream stream, FileInfo? readOnly)
    {
        Stream = stream;
        _readOnly = readOnly;
    }

    /// <summary>The bytes.</summary>
    public FileStream Stream { get; }

    /// <summary>Opens the file, emptied or at its end.</summary>
    public static OutputFile Open(string path, bool append, bool force)
    {
        FileInfo? readOnly = null;
        var file = new FileInfo(path);
        if (force && file.Exists && file.IsReadOnly)
        {
            file.IsReadOnly = false;
            readOnly = file;
        }
        return new(new FileStream(path, append ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read), readOnly);
    }

    /// <summary>A writer of text; the byte order mark of the encoding comes only at the start of an empty file.</summary>
    public StreamWriter Text(Encoding encoding) => new(Stream, encoding);

    /// <inheritdoc/>
    public void Dispose()
    {
        Stream.Dispose();
        if (_readOnly is not null)
            _readOnly.IsReadOnly = true;
    }
}
