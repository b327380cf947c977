using System.Text;
using OpsShell.Core.Changes;
using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;
using OpsShell.Testing;

namespace OpsShell.Core.Tests.Changes;

public sealed class ChangeJournalTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly TemporaryFolder _folder = new();
    private readonly ChangeJournal _journal;

    public ChangeJournalTests() => _journal = new ChangeJournal(_folder["state/changes"]);

    public void Dispose() => _folder.Dispose();

    private static ChangeRecord Record(string? id = null, DateTimeOffset? when = null) => new()
    {
        Schema = ChangeRecord.CurrentSchema,
        Id = id ?? ChangeId.New(when ?? DateTimeOffset.UtcNow),
        ComputerName = "web01",
        Transport = NodeTransport.Ssh,
        Address = "10.0.0.1",
        Port = 22,
        UserName = "ops",
        MachineId = "abc",
        By = "ann@desk",
        CommandLine = "Repair-OpsIpvs",
        Title = "Turn off connection reuse",
        Started = when ?? DateTimeOffset.UtcNow,
        State = ChangeState.Intended,
        Steps =
        [
            new ChangeStepRecord(new ParameterStep { Path = "/proc/sys/a", Value = "0", Description = "d", Persistence = "p" }, new StepState { Value = "1", Raw = "1" }, StepOutcome.Unknown),
            new ChangeStepRecord(
                FileStep.OfText("/etc/a", "text", "d"),
                new StepState { Value = "x", Content = new byte[] { 0, 255, 27 }, File = new FileTraits(OwnerOnly, 1, 2) { Modified = "1.5" }, MissingFolders = ["/etc/b"] }, StepOutcome.Applied),
            new ChangeStepRecord(
                new CommandStep { Subject = "s", Command = ["a", "b c"], Inverse = ["d"], ReadBack = ["e"], WantedState = "w", Description = "d", Persistence = "p" },
                new StepState { Value = "1" }, StepOutcome.Failed) { After = "2", Message = "no" },
        ],
    };

    [Fact]
    public void A_record_comes_back_as_it_was_and_only_its_owner_can_read_it()
    {
        var record = Record();
        _journal.Add(record);
        var entry = Assert.Single(_journal.All());
        Assert.Equal("", entry.Reason);
        var read = entry.Record!;
        Assert.Equal(record with { Steps = [] }, read with { Steps = [] });
        Assert.Equal(record.Steps[0], read.Steps[0] with { Before = read.Steps[0].Before with { MissingFolders = record.Steps[0].Before.MissingFolders } });
        var file = Assert.IsType<FileStep>(read.Steps[1].Step);
        Assert.Equal("text", Encoding.UTF8.GetString(file.Content.Span));
        Assert.Equal([0, 255, 27], read.Steps[1].Before.Content!.Value.ToArray());
        Assert.Equal(record.Steps[1].Before.File, read.Steps[1].Before.File);
        Assert.Equal(["/etc/b"], read.Steps[1].Before.MissingFolders);
        Assert.Equal(["a", "b c"], Assert.IsType<CommandStep>(read.Steps[2].Step).Command);
        Assert.Equal([0], Assert.IsType<CommandStep>(read.Steps[2].Step).ReadBackExitCodes);
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(entry.File));
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(_journal.Folder));
        Assert.Contains("\"kind\": \"parameter\"", File.ReadAllText(entry.File), StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String([0, 255, 27]), File.ReadAllText(entry.File), StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_are_in_the_order_of_time_and_the_newest_comes_first()
    {
        var start = new DateTimeOffset(2026, 12, 31, 23, 59, 59, 998, TimeSpan.Zero);
        var ids = Enumerable.Range(0, 50).Select(i => ChangeId.New(start + TimeSpan.FromMilliseconds(i))).ToList();
        Assert.Equal(ids, ids.Order(StringComparer.Ordinal));
        Assert.All(ids, id => Assert.True(ChangeId.IsId(id), id));
        foreach (var id in ids.AsEnumerable().OrderBy(_ => Random.Shared.Next()))
            _journal.Add(Record(id));
        Assert.Equal(ids.AsEnumerable().Reverse(), _journal.All().Select(entry => entry.Record!.Id));
        Assert.Equal(ids.AsEnumerable().Reverse(), _journal.Ids());
    }

    [Theory]
    [InlineData("../../etc/passwd"), InlineData(""), InlineData("20261125T001234.567Z-ab12cd3"), InlineData("20261125T001234.567Z-ab12cd34\n"), InlineData("20261125T001234.567Z-ab12cd34/../x")]
    public void What_is_no_id_finds_nothing(string id)
    {
        Assert.False(ChangeId.IsId(id));
        Assert.Null(_journal.Find(id));
    }

    public static TheoryData<string, string, string> BadFiles => new()
    {
        { "empty", "", "" },
        { "cut", "{half}", "" },
        { "text", "not json at all \u001b[31m", "" },
        { "null", "null", "empty" },
        { "array", "[]", "" },
        { "schema", "{whole:opsshell.change/1=opsshell.change/9}", "opsshell.change/9" },
        { "kind", "{whole:parameter=gremlin}", "gremlin" },
        { "path", "{whole:/proc/sys/a=relative/../a}", "not a plain absolute path" },
        { "state", "{whole:Intended=Invented}", "" },
        { "step", "{whole:\"path\": \"/proc/sys/a\"=\"path\": null}", "" },
    };

    [Theory, MemberData(nameof(BadFiles))]
    public void A_bad_file_is_an_entry_with_its_reason_and_the_others_are_listed(string name, string content, string reason)
    {
        _ = name;
        var good = Record(when: new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        _journal.Add(good);
        var bad = Record();
        _journal.Add(bad);
        var path = Path.Combine(_journal.Folder, bad.Id + ".json");
        var whole = File.ReadAllText(path);
        if (content.StartsWith("{whole:", StringComparison.Ordinal))
        {
            var change = content[7..^1].Split('=');
            Assert.Contains(change[0], whole, StringComparison.Ordinal);
            content = whole.Replace(change[0], change[1], StringComparison.Ordinal);
        }
        File.WriteAllText(path, content == "{half}" ? whole[..(whole.Length / 2)] : content);

        var entries = _journal.All().ToList();

        Assert.Equal(2, entries.Count);
        Assert.Null(entries[0].Record);
        Assert.Equal(path, entries[0].File);
        Assert.NotEmpty(entries[0].Reason);
        Assert.Contains(reason, entries[0].Reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', entries[0].Reason);
        Assert.Equal(good.Id, entries[1].Record!.Id);
    }

    [Fact]
    public void A_file_under_a_foreign_name_is_not_taken_for_a_change()
    {
        var record = Record();
        _journal.Add(record);
        File.Copy(Path.Combine(_journal.Folder, record.Id + ".json"), Path.Combine(_journal.Folder, "zcopy.json"));
        var entry = _journal.All().First();
        Assert.Null(entry.Record);
        Assert.Contains("not its name", entry.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writers_at_once_do_not_damage_one_another()
    {
        var records = Enumerable.Range(0, 20).Select(_ => Record()).ToList();
        var reading = true;
        var reader = Task.Run(() =>
        {
            var bad = 0;
            while (Volatile.Read(ref reading))
                bad += _journal.All().Count(entry => entry.Record is null);
            return bad;
        }, TestContext.Current.CancellationToken);
        await Task.WhenAll(records.Select(record => Task.Run(() =>
        {
            _journal.Add(record);
            // Each through a journal of its own, as two processes have.
            Parallel.For(0, 5, i => new ChangeJournal(_journal.Folder).Update(record with { State = ChangeState.Applied, Error = new string('x', i * 1000) }));
        })));
        Volatile.Write(ref reading, false);
        Assert.Equal(0, await reader);
        Assert.Equal(20, _journal.All().Count(entry => entry.Record?.State == ChangeState.Applied));
        Assert.Empty(Directory.EnumerateFiles(_journal.Folder, "*.tmp"));
    }

    [Fact]
    public void A_late_result_does_not_overwrite_an_undo()
    {
        var record = Record();
        _journal.Add(record);
        _journal.Update(record with { State = ChangeState.Undone, UndoTried = DateTimeOffset.UtcNow });
        _journal.Update(record with { State = ChangeState.Applied });
        Assert.Equal(ChangeState.Undone, _journal.Find(record.Id)!.Record!.State);
    }

    [Fact]
    public void A_file_longer_than_the_limit_is_not_read()
    {
        Directory.CreateDirectory(_journal.Folder);
        var path = Path.Combine(_journal.Folder, ChangeId.New(DateTimeOffset.UtcNow) + ".json");
        using (var file = File.Create(path))
            file.SetLength(ChangeJournal.SizeLimit + 1);
        Assert.Contains("the limit is", Assert.Single(_journal.All()).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, true, "/var/lib/opsshell/changes"), InlineData(null, null, false, "/home/ann/.local/state/opsshell/changes")]
    [InlineData(null, "/state", false, "/state/opsshell/changes"), InlineData(null, "relative", false, "/home/ann/.local/state/opsshell/changes")]
    [InlineData("/mine", "/state", true, "/mine/changes"), InlineData("sub", null, false, "/folder/sub/changes")]
    public void The_folder_is_that_of_the_user(string? named, string? xdg, bool root, string expected)
    {
        var environment = new NodeEnvironment
        {
            Home = "/home/ann",
            UserName = "ann",
            Folder = "/folder",
            Variable = name => name switch { "OPSSHELL_STATE" => named, "XDG_STATE_HOME" => xdg, _ => null },
        };
        Assert.Equal(expected, ChangeJournal.Open(environment, root).Folder);
    }

    [Fact]
    public void A_journal_that_cannot_be_listed_is_an_error_and_a_missing_one_is_empty()
    {
        Assert.Empty(_journal.All());
        _folder.Write("file", "");
        Assert.Equal(NodeErrorId.JournalFailed, Assert.Throws<NodeException>(() => new ChangeJournal(_folder["file"]).Add(Record())).Id);
    }

    [Theory]
    [InlineData("state 0 .MQ== .MQ==\nend\n", true, 1), InlineData("state 0 .MQ== .MQ==\nsta", false, 1), InlineData("", false, 0), InlineData("end\nstate 0 .MQ==\n", true, 0)]
    public void An_answer_is_whole_only_with_its_end(string text, bool whole, int lines)
    {
        var answer = ChangeAnswer.Read(Encoding.UTF8.GetBytes(text));
        Assert.Equal((whole, lines), (answer.IsWhole, answer.Lines.Length));
    }

    [Theory, InlineData("hello\n"), InlineData("state x .MQ==\n"), InlineData("state 0 MQ==\n"), InlineData("state 0 .M\n"), InlineData("state -1 .MQ==\n"), InlineData("state 99999999999 .MQ==\n")]
    public void An_answer_of_another_form_is_refused(string text) =>
        Assert.Equal(NodeErrorId.ProtocolError, Assert.Throws<NodeException>(() => ChangeAnswer.Read(Encoding.UTF8.GetBytes(text))).Id);
}
