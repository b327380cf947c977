using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using OpsShell.Core.Probing;
using OpsShell.Core.Text;
using OpsShell.Core.Transport;

namespace OpsShell.Core.Snapshots;

/// <summary>
/// A recorded node in one zip file: <c>manifest.json</c>, and <c>items/0</c>, <c>items/1</c>, ... with the raw bytes. Equal
/// contents are stored once. A file from elsewhere is not trusted: nothing of it is ever written to disk, every size is
/// bounded before it is read, and an entry that is not named as above refuses the whole file.
/// </summary>
public static class SnapshotFile
{
    /// <summary>The schema that this version writes and reads.</summary>
    public const string Schema = "opsshell.snapshot/1";

    private const string ManifestName = "manifest.json";
    private const string ItemPrefix = "items/";
    private const int MaxEntries = 100_000;
    private const long MaxManifest = 64L << 20;
    private const long MaxTotal = 512L << 20;

    /// <summary>
    /// Writes a recording, readable by its owner only. It appears under its name when it is whole; a failure leaves an
    /// existing file as it was.
    /// </summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, string computerName, ProbeResults results, string toolVersion)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            };
            using (var stream = new FileStream(temporary, options))
                WriteArchive(stream, computerName, results, toolVersion);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Reads a recording.</summary>
    /// <returns>The recorded node's name and its answer.</returns>
    /// <exception cref="NodeException">SourceUnreadable, or SnapshotInvalid with what is wrong.</exception>
    public static (string ComputerName, ProbeResults Results) Read(string path)
    {
        if (Directory.Exists(path))
        {
            var folder = DisplayText.Clean(path.TrimEnd('/'));
            throw new NodeException(NodeErrorId.SourceUnreadable, $"'{folder}' is a folder, not a recording.", $"Write snapshot:{folder}/*.zip for the recordings in it.");
        }
        try
        {
            using var stream = File.OpenRead(path);
            using var archive = Open(stream);
            return ReadArchive(archive);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NodeException(NodeErrorId.SourceUnreadable, $"There is no recording '{DisplayText.Clean(path)}'.", "Save-OpsSnapshot makes one.", error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new NodeException(NodeErrorId.SourceUnreadable, $"The recording '{DisplayText.Clean(path)}' may not be read by this user.", "", error);
        }
        catch (Exception error) when (error is InvalidDataException or JsonException or IOException or OverflowException or ArgumentException or NotSupportedException)
        {
            var reason = error is JsonException ? $"its {ManifestName} is damaged: {error.Message}" : error.Message;
            throw new NodeException(
                NodeErrorId.SnapshotInvalid, $"'{DisplayText.Clean(path)}' is not a usable recording: {DisplayText.Excerpt(reason, 200)}",
                "Record the node again with Save-OpsSnapshot, or take the file from where it was made.", error);
        }
    }

    /// <summary>The archive with its list of entries, which a file that is cut off does not have: it stands at the end.</summary>
    private static ZipArchive Open(Stream stream)
    {
        ZipArchive? archive = null;
        try
        {
            archive = new ZipArchive(stream, ZipArchiveMode.Read);
            _ = archive.Entries;
            return archive;
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or ArgumentException or OverflowException)
        {
            archive?.Dispose();
            throw new InvalidDataException("it is not a zip file or is cut off", error);
        }
    }

    private static void WriteArchive(Stream stream, string computerName, ProbeResults results, string toolVersion)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
        var writer = new EntryWriter(archive);
        var recorded = results.All.Select(result => new SnapshotResult(
            result.Item.Kind, result.Item.Target, result.Item.Limit, result.Item.Sampled, result.Item.NeedsRoot, result.Item.Timeout.TotalSeconds,
            result.Status, result.Reason, [.. result.Contents.Select(writer.Add)], [.. result.SecondContents.Select(writer.Add)]));
        var manifest = new SnapshotManifest(Schema, computerName, results.CapturedAt, results.SampleSpan.TotalSeconds, toolVersion, [.. recorded]);
        using var entry = archive.CreateEntry(ManifestName).Open();
        JsonSerializer.Serialize(entry, manifest, SnapshotJson.Default.SnapshotManifest);
    }

    private static (string, ProbeResults) ReadArchive(ZipArchive archive)
    {
        if (archive.Entries.Count > MaxEntries)
            throw new InvalidDataException($"it has {archive.Entries.Count} entries; the limit is {MaxEntries}");
        if (archive.Entries.FirstOrDefault(entry => !IsOurs(entry.FullName)) is { } foreign)
            throw new InvalidDataException($"it has an entry '{foreign.FullName}', which no recording has");
        if (archive.Entries.GroupBy(item => item.FullName, StringComparer.Ordinal).FirstOrDefault(same => same.Skip(1).Any()) is { } twice)
            throw new InvalidDataException($"it has the entry '{twice.Key}' more than once");
        var entry = archive.GetEntry(ManifestName) ?? throw new InvalidDataException($"it has no {ManifestName}");
        var manifest = JsonSerializer.Deserialize(ReadEntry(entry, MaxManifest), SnapshotJson.Default.SnapshotManifest)
            ?? throw new InvalidDataException($"its {ManifestName} is empty");
        if (manifest.Schema != Schema)
            throw new InvalidDataException($"its schema is '{manifest.Schema}'; this version reads '{Schema}'");
        var reader = new EntryReader(archive);
        var results = manifest.Results.Select(recorded => ToResult(recorded, reader)).ToList();
        return (manifest.ComputerName, new ProbeResults(results, manifest.CapturedAt, TimeSpan.FromSeconds(manifest.SampleSpanSeconds)));
    }

    private static ProbeResult ToResult(SnapshotResult recorded, EntryReader reader)
    {
        var item = new ProbeItem(recorded.Kind, recorded.Target)
        {
            Limit = recorded.Limit,
            Sampled = recorded.Sampled,
            NeedsRoot = recorded.NeedsRoot,
            Timeout = TimeSpan.FromSeconds(recorded.TimeoutSeconds),
        };
        ImmutableArray<ProbeContent> Contents(ImmutableArray<SnapshotContent> contents) =>
            [.. contents.Select(content => new ProbeContent(content.Path, content.Status, reader.Read(content.Entry), content.Reason, content.ExitCode))];
        return new ProbeResult(item, recorded.Status, Contents(recorded.First), Contents(recorded.Second), recorded.Reason);
    }

    private static bool IsOurs(string name) =>
        name == ManifestName
        || (name.StartsWith(ItemPrefix, StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(ItemPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _));

    /// <summary>Reads an entry, counting what really comes out: the size in the header is the writer's word only.</summary>
    private static byte[] ReadEntry(ZipArchiveEntry entry, long limit)
    {
        using var stream = OrDamaged(entry, entry.Open);
        using var bytes = new MemoryStream();
        var buffer = new byte[64 << 10];
        for (int count; (count = OrDamaged(entry, () => stream.Read(buffer))) > 0;)
        {
            if (bytes.Length + count > limit)
                throw new InvalidDataException($"its entry '{entry.FullName}' unpacks to more than {limit} bytes");
            bytes.Write(buffer, 0, count);
        }
        return bytes.ToArray();
    }

    /// <summary>Says of which entry it is that the bytes do not unpack; the library's own words name none.</summary>
    private static T OrDamaged<T>(ZipArchiveEntry entry, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new InvalidDataException($"its entry '{entry.FullName}' is damaged", error);
        }
    }

    private sealed class EntryWriter(ZipArchive archive)
    {
        private readonly Dictionary<string, int> _entries = [];

        public SnapshotContent Add(ProbeContent content) =>
            new(content.Path, content.Status, content.Reason, content.ExitCode, content.Bytes.IsEmpty ? null : EntryFor(content.Bytes.Span));

        private int EntryFor(ReadOnlySpan<byte> bytes)
        {
            var hash = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(bytes));
            if (_entries.TryGetValue(hash, out var known))
                return known;
            using var stream = archive.CreateEntry(ItemPrefix + _entries.Count.ToString(CultureInfo.InvariantCulture)).Open();
            stream.Write(bytes);
            return _entries[hash] = _entries.Count;
        }
    }

    private sealed class EntryReader(ZipArchive archive)
    {
        private readonly Dictionary<int, byte[]> _entries = [];
        private long _total;

        public ReadOnlyMemory<byte> Read(int? number)
        {
            if (number is not { } key)
                return default;
            if (_entries.TryGetValue(key, out var known))
                return known;
            var name = ItemPrefix + key.ToString(CultureInfo.InvariantCulture);
            var entry = archive.GetEntry(name) ?? throw new InvalidDataException($"its entry '{name}' is missing");
            var bytes = ReadEntry(entry, MaxTotal - _total);
            _total += bytes.Length;
            return _entries[key] = bytes;
        }
    }
}
