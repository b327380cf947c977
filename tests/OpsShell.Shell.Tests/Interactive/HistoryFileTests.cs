using OpsShell.Shell.Interactive;
using OpsShell.Testing;

namespace OpsShell.Shell.Tests.Interactive;

public sealed class HistoryFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => System.IO.Path.Combine(_folder.Path, "data/opsshell/history");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Entries_come_back_as_they_were_for_the_owner_alone()
    {
        string[] entries = ["one", "if ($x) {\n  2 `\n    + 3\n}", "中文 👍", "\"a`nb\""];
        foreach (var entry in entries)
            Assert.True(new HistoryFile(Path).Append(entry));
        Assert.Equal(entries, new HistoryFile(Path).Load());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [Fact]
    public void A_file_that_others_may_read_is_closed_to_them()
    {
        new HistoryFile(Path).Append("one");
        File.SetUnixFileMode(Path, (UnixFileMode)0b110_100_100);
        new HistoryFile(Path).Append("two");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [Fact]
    public void Only_the_newest_entries_are_kept()
    {
        var file = new HistoryFile(Path, capacity: 4);
        foreach (var i in Enumerable.Range(1, 9))
            file.Append($"entry {i}");
        Assert.Equal(["entry 6", "entry 7", "entry 8", "entry 9"], file.Load());
        Assert.Equal(4, File.ReadAllLines(Path).Length);
    }

    [Fact]
    public void Sessions_beside_one_another_lose_nothing()
    {
        Parallel.For(0, 8, session =>
        {
            var file = new HistoryFile(Path);
            for (var i = 0; i < 25; i++)
                Assert.True(file.Append($"{session} {i}"));
        });
        Assert.Equal(200, new HistoryFile(Path).Load().Distinct().Count());
    }

    [Fact]
    public void Without_a_file_there_is_no_history_and_no_failure()
    {
        Assert.Empty(new HistoryFile(Path).Load());
        Assert.False(new HistoryFile("/proc/none/history").Append("x"));
        Directory.CreateDirectory(Path);
        Assert.False(new HistoryFile(Path).Append("x"));
    }
}
