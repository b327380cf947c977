using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>
/// The known_hosts files of a run, each read once. Looking up takes no lock; recording a new key does.
/// </summary>
internal sealed class KnownHostsStore
{
    private readonly ConcurrentDictionary<string, Lazy<KnownHostsFile>> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<KnownHostEntry>> _recorded = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _recording = new();

    /// <summary>Why files could not be read, for messages; a file that does not exist is no problem.</summary>
    public ConcurrentDictionary<string, string> Problems { get; } = new(StringComparer.Ordinal);

    /// <summary>The name that known_hosts has for a host and port.</summary>
    public static string LookupName(string hostName, int port, string? alias) =>
        (alias ?? (port == 22 ? hostName : $"[{hostName}]:{port}")).ToLowerInvariant();

    /// <summary>All lines about a name, of all the files and of this run.</summary>
    public IReadOnlyList<KnownHostEntry> Find(ImmutableArray<string> files, string name)
    {
        var found = files.SelectMany(file => Load(file).Find(name)).ToList();
        if (!files.IsEmpty && _recorded.TryGetValue(RecordKey(files[0], name), out var added))
            found.AddRange(added);
        return found;
    }

    /// <summary>
    /// Records a key for a name in a file, unless the name got one in the meantime.
    /// </summary>
    /// <returns>The lines about the name that another thread recorded first; empty when this call recorded the key.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public IReadOnlyList<KnownHostEntry> Record(string file, string name, HostKey key)
    {
        lock (_recording)
        {
            if (_recorded.TryGetValue(RecordKey(file, name), out var others) && !others.IsEmpty)
                return others;
            var hosts = Load(file).HasHashedNames ? HostPattern.Hash(name) : name;
            Append(file, $"{hosts} {key.Type} {key.Base64}\n");
            _recorded[RecordKey(file, name)] =
                [new KnownHostEntry(file, 0, KnownHostMarker.None, name.AsMemory(), key.Type, key.Base64.AsMemory())];
            return [];
        }
    }

    private static string RecordKey(string file, string name) => $"{file}\0{name}";

    private KnownHostsFile Load(string path) => _files.GetOrAdd(path, name => new Lazy<KnownHostsFile>(() => Read(name))).Value;

    private KnownHostsFile Read(string path)
    {
        try
        {
            return KnownHostsFile.Parse(File.Exists(path) ? File.ReadAllText(path) : "", path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Problems[path] = error.Message;
            return KnownHostsFile.Parse("", path);
        }
    }

    // One write at the end of the file, under a lock that other OpsShell processes respect.
    private static void Append(string path, string line)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using var file = OpenLocked(path);
        var lacksNewline = false;
        if (file.CanSeek && file.Length > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            lacksNewline = file.ReadByte() != '\n';
        }
        file.Write(Encoding.UTF8.GetBytes(lacksNewline ? "\n" + line : line));
    }

    private static FileStream OpenLocked(string path)
    {
        const int Attempts = 50;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(path, new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.None,
                    BufferSize = 0,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                });
            }
            catch (IOException) when (attempt < Attempts)
            {
                Thread.Sleep(20);
            }
        }
    }
}
