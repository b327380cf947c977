using System.IO.Compression;
using System.Text;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Core.Snapshots;
using OpsShell.Core.Transport;
using OpsShell.Testing;

namespace OpsShell.Core.Tests.Snapshots;

public sealed class SnapshotFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_recording_answers_as_the_node_did()
    {
        ProbeItem[] items =
        [
            ProbeItem.File("/proc/version"), ProbeItem.Sample("/proc/stat"), ProbeItem.Glob("/proc/sys/kernel/os*"), ProbeItem.Listing("/proc/self"),
            ProbeItem.Command("printf 'a\\0b'; exit 3") with { Limit = 100 }, ProbeItem.File("/nope"),
        ];
        using var live = new ShellNode();
        var original = live.Probe(ProbeBatch.Of(items) with { SampleInterval = TimeSpan.FromMilliseconds(100) }, TestContext.Current.CancellationToken);
        var path = _folder["web01.zip"];
        SnapshotFile.Write(path, "web01", original, "1.0");

        using var recorded = new SnapshotConnection(new Node { Name = "x", Transport = NodeTransport.Snapshot, Path = path });
        var replayed = recorded.Probe(ProbeBatch.Of([.. items, ProbeItem.File("/etc/never-asked")]), TestContext.Current.CancellationToken);

        Assert.Equal("web01", recorded.Node.Name);
        Assert.Equal((original.CapturedAt, original.SampleSpan), (replayed.CapturedAt, replayed.SampleSpan));
        Assert.All(items, item => Assert.Equal(Describe(original.Find(item)), Describe(replayed.Find(item))));
        Assert.Equal(ProbeStatus.Unsupported, replayed.Find(ProbeItem.File("/etc/never-asked")).Status);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(NodeErrorId.NotSupported, Assert.Throws<NodeException>(() =>
            recorded.Execute(new CommandRequest { Script = "id" }, null, TestContext.Current.CancellationToken)).Id);
    }

    [Fact]
    public void What_was_read_twice_answers_who_asks_for_one_reading()
    {
        var sampled = ProbeItem.Sample("/proc/net/ip_vs");
        ProbeContent Reading(string text) => new(sampled.Target, ProbeStatus.Ok, Encoding.UTF8.GetBytes(text));
        var results = new ProbeResults([new ProbeResult(sampled, ProbeStatus.Ok, [Reading("first")], [Reading("second")], "")], DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(1));
        SnapshotFile.Write(_folder["twice.zip"], "web01", results, "1");
        using var recorded = new SnapshotConnection(new Node { Name = "x", Transport = NodeTransport.Snapshot, Path = _folder["twice.zip"] });
        var once = ProbeItem.File(sampled.Target);
        var answer = recorded.Probe(ProbeBatch.Of([once, sampled]), TestContext.Current.CancellationToken);
        Assert.Equal("second", answer.Text(once));
        Assert.Empty(answer.Find(once).SecondContents);
        Assert.Equal(("first", "second", 1.0), answer.Samples(sampled));
    }

    [Fact]
    public void A_failed_write_leaves_the_old_recording()
    {
        var path = _folder.Write("sub/web01.zip", "old");
        var results = new ProbeResults([], DateTimeOffset.UnixEpoch, TimeSpan.Zero);
        Directory.CreateDirectory(_folder["dir.zip"]);
        Assert.ThrowsAny<Exception>(() => SnapshotFile.Write(_folder["dir.zip"], "n", results, "1"));
        Assert.ThrowsAny<IOException>(() => SnapshotFile.Write(_folder["none/x.zip"], "n", results, "1"));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder.Path), file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    public static TheoryData<string, string> Damages => new()
    {
        { "text", "not a zip file or is cut off" }, { "empty", "not a zip file or is cut off" }, { "truncated", "not a zip file or is cut off" },
        { "twice", "the entry 'items/0' more than once" }, { "manifest twice", "the entry 'manifest.json' more than once" }, { "bad bytes", "its entry 'manifest.json' is damaged" }, { "no manifest", "manifest.json" }, { "zip-slip", "../../etc/cron.d/x" }, { "bomb", "unpacks to more" },
        { "schema", "schema is 'other/9'" }, { "missing entry", "items/7" }, { "not json", "its manifest.json is damaged" }, { "json null", "" }, { "negative limit", "" },
    };

    [Theory, MemberData(nameof(Damages))]
    public void A_damaged_or_hostile_file_is_refused_with_what_is_wrong(string damage, string expected)
    {
        var path = _folder[$"{damage.Replace(' ', '-')}.zip"];
        Damage(path, damage);
        var error = Assert.Throws<NodeException>(() => SnapshotFile.Read(path));
        Assert.Equal(NodeErrorId.SnapshotInvalid, error.Id);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_called_a_folder()
    {
        Directory.CreateDirectory(_folder["before"]);
        var error = Assert.Throws<NodeException>(() => SnapshotFile.Read(_folder["before"] + "/"));
        Assert.Equal(NodeErrorId.SourceUnreadable, error.Id);
        Assert.Contains("is a folder", error.Message, StringComparison.Ordinal);
        Assert.Contains($"snapshot:{_folder["before"]}/*.zip", error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_says_so() =>
        Assert.Equal(NodeErrorId.SourceUnreadable, Assert.Throws<NodeException>(() => SnapshotFile.Read(_folder["none.zip"])).Id);

    private static void Damage(string path, string damage)
    {
        const string Item = """{"kind":"File","target":"/a","limit":10,"sampled":false,"needsRoot":false,"timeoutSeconds":5,"status":"Ok","reason":"","first":[{"path":"/a","status":"Ok","reason":"","exitCode":null,"entry":7}],"second":[]}""";
        static string Manifest(string schema, string items) =>
            $$"""{"schema":"{{schema}}","computerName":"n","capturedAt":"2026-01-01T00:00:00Z","sampleSpanSeconds":1,"toolVersion":"1","results":[{{items}}]}""";
        switch (damage)
        {
            case "text": File.WriteAllText(path, "not a zip at all"); break;
            case "empty": File.WriteAllText(path, ""); break;
            case "truncated":
                SnapshotFile.Write(path, "n", new ProbeResults([], DateTimeOffset.UnixEpoch, TimeSpan.Zero), "1");
                File.WriteAllBytes(path, File.ReadAllBytes(path)[..^30]);
                break;
            case "twice": Zip(path, ("manifest.json", Encoding.UTF8.GetBytes(Manifest(SnapshotFile.Schema, ""))), ("items/0", "x"u8.ToArray()), ("items/0", "y"u8.ToArray())); break;
            case "manifest twice": Zip(path, ("manifest.json", Encoding.UTF8.GetBytes(Manifest(SnapshotFile.Schema, ""))), ("manifest.json", "{}"u8.ToArray())); break;
            case "bad bytes":
                Zip(path, ("manifest.json", Encoding.UTF8.GetBytes(Manifest(SnapshotFile.Schema, Item))));
                var bytes = File.ReadAllBytes(path);
                bytes.AsSpan(30 + "manifest.json".Length, 20).Fill(0xff); // after the local header: APPNOTE.TXT, 4.3.7
                File.WriteAllBytes(path, bytes);
                break;
            case "no manifest": Zip(path, ("items/0", "x"u8.ToArray())); break;
            case "zip-slip": Zip(path, ("manifest.json", Encoding.UTF8.GetBytes(Manifest(SnapshotFile.Schema, ""))), ("../../etc/cron.d/x", "x"u8.ToArray())); break;
            case "bomb": Zip(path, ("manifest.json", new byte[100 << 20])); break;
            case "schema": Zip(path, ("manifest.json", Encoding.UTF8.GetBytes(Manifest("other/9", "")))); break;
            case "missing entry": Zip(path, ("manifest.json", Encoding.UTF8.GetBytes(Manifest(SnapshotFile.Schema, Item)))); break;
            case "not json": Zip(path, ("manifest.json", "{"u8.ToArray())); break;
            case "json null": Zip(path, ("manifest.json", "null"u8.ToArray())); break;
            case "negative limit": Zip(path, ("manifest.json", Encoding.UTF8.GetBytes(Manifest(SnapshotFile.Schema, Item.Replace("\"limit\":10", "\"limit\":1e99", StringComparison.Ordinal))))); break;
        }
    }

    private static void Zip(string path, params (string Name, byte[] Bytes)[] entries)
    {
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, bytes) in entries)
        {
            using var stream = archive.CreateEntry(name).Open();
            stream.Write(bytes);
        }
    }

    private static string Describe(ProbeResult result) => $"{result.Status} {result.Reason} {Contents(result.Contents)} {Contents(result.SecondContents)}";

    private static string Contents(IEnumerable<ProbeContent> contents) =>
        string.Join(';', contents.Select(content => $"{content.Path} {content.Status} {content.Reason} {content.ExitCode} {Convert.ToHexString(content.Bytes.Span)}"));
}
