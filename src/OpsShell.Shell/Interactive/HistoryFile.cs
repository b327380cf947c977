using System.Text;

namespace OpsShell.Shell.Interactive;

/// <summary>
/// The lines of all sessions. Each line is added as it is run, so sessions beside one another share the file; the lines of an
/// entry of several lines end in a backtick but for the last, as PSReadLine writes them.
/// </summary>
/// <param name="path">The file; made, with its folder, when there is something to write, for its owner alone.</param>
/// <param name="capacity">The number of entries to keep.</param>
internal sealed class HistoryFile(string path, int capacity = 10_000)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // The file may hold more than its entries for a while: cutting it at every line would write it anew at every line.
    private const double Slack = 1.25;
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(10);
    private const int LockTries = 500, WouldBlock = 11;

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>The file of this user.</summary>
    public static HistoryFile OfUser()
    {
        var home = Environment.GetEnvironmentVariable("HOME") ?? "/";
        var data = Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } named ? named : System.IO.Path.Combine(home, ".local/share");
        return new(System.IO.Path.Combine(data, "opsshell", "history"));
    }

    /// <summary>The newest entries, the oldest first; none when there is no file that can be read.</summary>
    public IReadOnlyList<string> Load()
    {
        try
        {
            if (!File.Exists(path))
                return [];
            var entries = ReadAll();
            if (entries.Count > capacity * Slack)
                Trim();
            return entries.Count > capacity ? entries[^capacity..] : entries;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Adds an entry.</summary>
    /// <returns>False when it cannot be written: a full disk, a read-only home. The session goes on without.</returns>
    public bool Append(string entry)
    {
        // What ends in a backtick would swallow the entry after it.
        if (entry.EndsWith('`'))
            return true;
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!, OwnerOnly | UnixFileMode.UserExecute);
            using var file = Open(new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.None, UnixCreateMode = OwnerOnly });
            if (File.GetUnixFileMode(file.SafeFileHandle) != OwnerOnly)
                File.SetUnixFileMode(file.SafeFileHandle, OwnerOnly);
            file.Seek(0, SeekOrigin.End);
            file.Write(Encode(entry));
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static byte[] Encode(string entry) => Encoding.UTF8.GetBytes(entry.ReplaceLineEndings("`\n") + "\n");

    private static List<string> Read(FileStream file)
    {
        var entries = new List<string>();
        var entry = new StringBuilder();
        using var reader = new StreamReader(file, leaveOpen: true);
        while (reader.ReadLine() is { } line)
        {
            if (line.EndsWith('`'))
            {
                entry.Append(line, 0, line.Length - 1).Append('\n');
                continue;
            }
            entries.Add(entry.Append(line).ToString());
            entry.Clear();
        }
        return entries;
    }

    private List<string> ReadAll()
    {
        using var file = Open(new() { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read });
        return Read(file);
    }

    /// <summary>Drops the oldest entries. What fails here is tried again by the next session.</summary>
    private void Trim()
    {
        try
        {
            using var file = Open(new() { Mode = FileMode.Open, Access = FileAccess.ReadWrite, Share = FileShare.None });
            using var whole = new MemoryStream();
            foreach (var entry in Read(file).TakeLast(capacity))
                whole.Write(Encode(entry));
            file.Seek(0, SeekOrigin.Begin);
            whole.WriteTo(file);
            file.SetLength(whole.Length);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The entries were read, which is what counts.
        }
    }

    /// <summary>Opens the file; while another session has it for itself, waits for the moment that it takes.</summary>
    private FileStream Open(FileStreamOptions options)
    {
        for (var i = 1; ; i++)
        {
            try
            {
                return new FileStream(path, options);
            }
            catch (IOException error) when (i < LockTries && error.HResult == WouldBlock)
            {
                Thread.Sleep(LockPause);
            }
        }
    }
}
