using System.Runtime.InteropServices;
using System.Text.Json;
using OpsShell.Core.Nodes;
using OpsShell.Core.Text;
using OpsShell.Core.Transport;

namespace OpsShell.Core.Changes;

/// <summary>
/// The journal of changes: a folder on the controlling machine with one JSON file for each change, readable by its owner only. A file
/// appears whole or not at all and is on the disk before its change begins. Several processes may use it at once.
/// </summary>
/// <param name="folder">The folder; made when the first change is written.</param>
public sealed partial class ChangeJournal(string folder)
{
    /// <summary>Environment variable that names the folder of OpsShell's state; the journal is in <c>changes</c> below it.</summary>
    public const string StateVariable = "OPSSHELL_STATE";

    /// <summary>Bytes that a journal file may have; more is not read.</summary>
    public const long SizeLimit = 64L << 20;

    private const string Extension = ".json";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The folder.</summary>
    public string Folder { get; } = folder;

    /// <summary>
    /// The journal of this user: below <c>$OPSSHELL_STATE</c>, else <c>/var/lib/opsshell</c> for root, else
    /// <c>$XDG_STATE_HOME/opsshell</c>, by default <c>~/.local/state/opsshell</c>.
    /// </summary>
    public static ChangeJournal Open(NodeEnvironment environment, bool isRoot)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return new ChangeJournal(Path.Combine(StateFolder(environment, isRoot), "changes"));
    }

    /// <summary>Writes a new change down; when it returns, it is on the disk.</summary>
    /// <exception cref="NodeException">JournalFailed.</exception>
    public void Add(ChangeRecord change) => Guarded(change.Id, () =>
    {
        MakeFolder();
        if (File.Exists(FileOf(change.Id)))
            throw new IOException("it exists already");
        Write(change);
    });

    /// <summary>Writes down how far a change has come. A change that is undone stays undone, whoever is late.</summary>
    /// <exception cref="NodeException">JournalFailed.</exception>
    public void Update(ChangeRecord change) => Guarded(change.Id, () =>
    {
        using var only = Lock();
        if (Find(change.Id)?.Record is { } there && there.UndoTried is not null && change.UndoTried is null)
            return;
        Write(change);
    });

    /// <summary>As <see cref="Update"/>, where a failure to write must not hide a worse one.</summary>
    /// <returns>Whether it was written.</returns>
    public bool TryUpdate(ChangeRecord change)
    {
        try
        {
            Update(change);
            return true;
        }
        catch (NodeException)
        {
            return false;
        }
    }

    /// <summary>One change; null when the journal has none of that id.</summary>
    public JournalEntry? Find(string id) => ChangeId.IsId(id) && File.Exists(FileOf(id)) ? Read(FileOf(id)) : null;

    /// <summary>The ids in the journal, newest first, without reading the files.</summary>
    public IReadOnlyList<string> Ids() => [.. Files().Select(file => Path.GetFileNameWithoutExtension(file)).Where(ChangeId.IsId)];

    /// <summary>All changes, newest first. A file that cannot be read is an entry with the reason.</summary>
    /// <exception cref="NodeException">JournalFailed: the folder cannot be listed.</exception>
    public IEnumerable<JournalEntry> All() => Files().Select(Read);

    private static string StateFolder(NodeEnvironment environment, bool isRoot)
    {
        if (environment.Variable(StateVariable) is { Length: > 0 } named)
            return Path.GetFullPath(named, environment.Folder);
        if (isRoot)
            return "/var/lib/opsshell";
        var state = environment.Variable("XDG_STATE_HOME");
        return Path.Combine(Path.IsPathRooted(state) ? state : Path.Combine(environment.Home, ".local", "state"), "opsshell");
    }

    private string FileOf(string id) => Path.Combine(Folder, id + Extension);

    private IReadOnlyList<string> Files()
    {
        try
        {
            return [.. Directory.EnumerateFiles(Folder, "*" + Extension).OrderByDescending(Path.GetFileName, StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NodeException(NodeErrorId.JournalFailed, $"The journal {DisplayText.Clean(Folder)} cannot be read: {error.Message}", "", error);
        }
    }

    private static JournalEntry Read(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length > SizeLimit)
                throw new InvalidDataException($"it has {stream.Length} bytes; the limit is {SizeLimit}");
            var record = JsonSerializer.Deserialize(stream, ChangeJson.Default.ChangeRecord) ?? throw new InvalidDataException("it is empty");
            Check(record, Path.GetFileNameWithoutExtension(file));
            return new JournalEntry(file, record, "");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidDataException or ArgumentException or NotSupportedException)
        {
            return new JournalEntry(file, null, DisplayText.Excerpt(error.Message, 300));
        }
    }

    private static void Check(ChangeRecord record, string name)
    {
        if (record.Schema != ChangeRecord.CurrentSchema)
            throw new InvalidDataException($"its schema is '{record.Schema}', and this version reads '{ChangeRecord.CurrentSchema}'");
        if (record.Id != name || !ChangeId.IsId(name))
            throw new InvalidDataException($"its id is '{record.Id}', which is not its name");
        if (record.Steps.IsDefaultOrEmpty)
            throw new InvalidDataException("it has no steps");
        foreach (var step in record.Steps)
            step.Step.Validate();
    }

    private void MakeFolder() => Directory.CreateDirectory(Folder, OwnerOnly | UnixFileMode.UserExecute);

    private void Write(ChangeRecord change)
    {
        var temporary = Path.Combine(Folder, $".{change.Id}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
            {
                JsonSerializer.Serialize(stream, change, ChangeJson.Default.ChangeRecord);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, FileOf(change.Id), overwrite: true);
            SyncFolder();
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Held for the moment between reading a record and replacing it.</summary>
    private FileStream Lock()
    {
        const int Tries = 500;
        const int HoldOffMilliseconds = 20;
        for (var left = Tries; ; left--)
        {
            try
            {
                return new FileStream(
                    Path.Combine(Folder, ".lock"),
                    new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, UnixCreateMode = OwnerOnly });
            }
            catch (IOException) when (left > 0)
            {
                Thread.Sleep(HoldOffMilliseconds);
            }
        }
    }

    private void Guarded(string id, Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NodeException(
                NodeErrorId.JournalFailed, $"The journal {DisplayText.Clean(FileOf(id))} cannot be written: {error.Message}", $"{StateVariable} names another folder for it.", error);
        }
    }

    /// <summary>The new name is on the disk when its folder is; .NET opens no folders.</summary>
    private void SyncFolder()
    {
        const int ReadOnlyFolder = 0x80000;
        var handle = Open(Folder, ReadOnlyFolder, 0);
        if (handle < 0)
            throw new IOException(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
        var failed = Sync(handle) != 0 ? Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()) : null;
        _ = Close(handle);
        if (failed is not null)
            throw new IOException(failed);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
