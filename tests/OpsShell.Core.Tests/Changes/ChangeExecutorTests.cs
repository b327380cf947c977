using OpsShell.Core.Changes;
using OpsShell.Core.Transport;

namespace OpsShell.Core.Tests.Changes;

/// <summary>Changes made and taken back through every sh that nodes have.</summary>
public sealed class ChangeExecutorTests
{
    private const UnixFileMode Odd = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    public static TheoryData<string> Shells => ["dash", "bash", "bash --posix", "busybox sh"];

    [Theory, MemberData(nameof(Shells))]
    public void All_kinds_of_steps_are_done_and_undone(string shell)
    {
        using var desk = new ChangeDesk(shell);
        var parameter = desk.Write("vs/conn_reuse_mode", "1\n");
        var file = desk.Write("etc/90.conf", "a 'quoted' $(line)\nno line feed at the end", Odd);
        File.SetLastWriteTimeUtc(file, new DateTime(2020, 2, 3, 4, 5, 6, 789, DateTimeKind.Utc));
        var list = desk.Write("list", "first\n");
        var before = ChangeDesk.Seen(file);

        var change = desk.Apply(
            desk.Parameter("vs/conn_reuse_mode", "0"), desk.Text("etc/90.conf", "new `id` \"$HOME\"\\n\n"), desk.Text("etc/sysctl.d/deep/91.conf", "made\n"), desk.Line("list", "10.0.0.1/32"));

        Assert.Equal(("", ChangeState.Applied), (change.Error, change.State));
        Assert.All(change.Steps, step => Assert.Equal(StepOutcome.Applied, step.Outcome));
        Assert.Equal("0\n", File.ReadAllText(parameter));
        Assert.Equal("new `id` \"$HOME\"\\n\n", File.ReadAllText(file));
        Assert.Equal(Odd, File.GetUnixFileMode(file));
        Assert.Equal("made\n", File.ReadAllText(desk["etc/sysctl.d/deep/91.conf"]));
        Assert.Equal("first\n10.0.0.1/32\n", File.ReadAllText(list));
        Assert.Equal(["90.conf", "91.conf"], Directory.EnumerateFiles(desk["etc"], "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order());
        Assert.Equal(change with { Steps = [] }, desk.Recorded(change) with { Steps = [] });

        var undone = desk.Undo(desk.Recorded(change));

        Assert.Equal(("", ChangeState.Undone), (undone.Error, undone.State));
        Assert.All(undone.Steps, step => Assert.Equal(StepOutcome.Undone, step.Outcome));
        Assert.Equal("1\n", File.ReadAllText(parameter));
        Assert.Equal(before, ChangeDesk.Seen(file));
        Assert.Equal(["90.conf"], Directory.EnumerateFileSystemEntries(desk["etc"]).Select(Path.GetFileName));
        Assert.Equal("first\n", File.ReadAllText(list));
        Assert.Equal(ChangeState.Undone, desk.Recorded(change).State);
        Assert.Equal(NodeErrorId.ChangeConflict, Assert.Throws<NodeException>(() => desk.Undo(desk.Recorded(change))).Id);
    }

    [Fact]
    public void A_node_with_busybox_alone_will_do()
    {
        Assert.SkipUnless(OpsShell.Testing.Programs.Find("busybox") is not null, "busybox is not installed");
        using var tools = new OpsShell.Testing.TemporaryFolder();
        TestProgram.Run("busybox", "--install", "-s", tools.Path);
        using var desk = new ChangeDesk($"env PATH={tools.Path} sh");
        var file = desk.Write("kept.conf", "old", Odd);
        File.SetLastWriteTimeUtc(file, new DateTime(2020, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        desk.Write("list", "first\n");
        var before = ChangeDesk.Seen(file);
        var change = desk.Apply(desk.Text("kept.conf", "new"), desk.Text("a/b/made.conf", "x"), desk.Line("list", "word"), desk.Line("list", "never", "sleep 30") with { Timeout = TimeSpan.FromSeconds(1) });
        Assert.Equal([StepOutcome.Applied, StepOutcome.Applied, StepOutcome.Applied, StepOutcome.Failed], change.Steps.Select(step => step.Outcome));
        Assert.Contains("did not end within 1 s", change.Error, StringComparison.Ordinal);
        Assert.Equal(("", ChangeState.Undone), (desk.Undo(change).Error, desk.Recorded(change).State));
        Assert.Equal(before, ChangeDesk.Seen(file));
        Assert.False(Directory.Exists(desk["a"]));
        Assert.Equal("first\n", File.ReadAllText(desk["list"]));
    }

    [Fact]
    public void Bytes_of_every_value_come_back()
    {
        using var desk = new ChangeDesk();
        var bytes = new byte[200_000];
        new Random(5).NextBytes(bytes);
        File.WriteAllBytes(desk["odd"], bytes);
        var before = ChangeDesk.Seen(desk["odd"]);
        var change = desk.Apply(desk.Text("odd", ""));
        Assert.Equal(ChangeState.Applied, change.State);
        Assert.Empty(File.ReadAllBytes(desk["odd"]));
        Assert.Equal(ChangeState.Undone, desk.Undo(change).State);
        Assert.Equal(before, ChangeDesk.Seen(desk["odd"]));
    }

    [Fact]
    public void What_is_as_wanted_already_is_left_out()
    {
        using var desk = new ChangeDesk();
        desk.Write("tabs", "4096\t16384  4194304\n");
        desk.Write("file", "same\n");
        desk.Write("list", "a word here\n");
        Assert.Empty(desk.Prepare(desk.Parameter("tabs", "4096 16384 4194304"), desk.Text("file", "same\n"), desk.Line("list", "word")).Steps);
        Assert.False(Directory.Exists(desk.Journal.Folder));
    }

    [Fact]
    public void A_parameter_gets_back_the_blanks_that_it_had()
    {
        using var desk = new ChangeDesk();
        var path = desk.Write("core_pattern", "|/usr/lib/dump  %p\t%u\n");
        desk.Undo(desk.Apply(desk.Parameter("core_pattern", "core")));
        Assert.Equal("|/usr/lib/dump  %p\t%u\n", File.ReadAllText(path));
    }

    [Fact]
    public void The_preview_names_targets_values_and_persistence()
    {
        using var desk = new ChangeDesk();
        desk.Write("mode", "1\n");
        var lines = desk.Prepare(desk.Parameter("mode", "0"), desk.Text("new.conf", "x = 0\u001b[31m\n")).Steps.Select(step => step.ToString()).ToList();
        Assert.Equal($"{desk["mode"]}: 1 -> 0 (until reboot)", lines[0]);
        Assert.Equal($"{desk["new.conf"]}: absent -> 'x = 0\\x1b[31m' (11 bytes, mode 644, owner 0:0) (across reboots)", lines[1].Replace("owner " + Owner(), "owner 0:0", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Shells))]
    public void What_somebody_else_changed_in_between_is_refused(string shell)
    {
        using var desk = new ChangeDesk(shell);
        var (first, second) = (desk.Write("first", "1\n"), desk.Write("second", "old\n"));
        var prepared = desk.Prepare(desk.Parameter("first", "0"), desk.Text("second", "new\n"));
        File.WriteAllText(second, "theirs\n");

        var change = desk.Apply(prepared);

        Assert.Equal(ChangeState.PartlyApplied, change.State);
        Assert.Equal([StepOutcome.Applied, StepOutcome.Conflict], change.Steps.Select(step => step.Outcome));
        Assert.Contains("somebody else", change.Error, StringComparison.Ordinal);
        Assert.Contains(second, change.Error, StringComparison.Ordinal);
        Assert.Equal(("0\n", "theirs\n"), (File.ReadAllText(first), File.ReadAllText(second)));
        Assert.Equal(ChangeState.Undone, desk.Undo(change).State);
        Assert.Equal(("1\n", "theirs\n"), (File.ReadAllText(first), File.ReadAllText(second)));

        Assert.Equal(ChangeState.Applied, desk.Apply(prepared, force: true).State);
        Assert.Equal("new\n", File.ReadAllText(second));
    }

    [Theory, MemberData(nameof(Shells))]
    public void Undo_refuses_what_somebody_else_changed_since_and_does_the_rest(string shell)
    {
        using var desk = new ChangeDesk(shell);
        var (first, second) = (desk.Write("first", "1\n"), desk.Write("second", "old\n"));
        var change = desk.Apply(desk.Parameter("first", "0"), desk.Text("second", "new\n"));
        File.WriteAllText(first, "7\n");

        var undone = desk.Undo(change);

        Assert.Equal(ChangeState.UndoFailed, undone.State);
        Assert.Equal([StepOutcome.UndoConflict, StepOutcome.Undone], undone.Steps.Select(step => step.Outcome));
        Assert.Contains("it was 1, the change made it 0, and it is 7 now", undone.Error, StringComparison.Ordinal);
        Assert.Equal(("7\n", "old\n"), (File.ReadAllText(first), File.ReadAllText(second)));

        Assert.Equal(ChangeState.Undone, desk.Undo(desk.Recorded(change), force: true).State);
        Assert.Equal("1\n", File.ReadAllText(first));
    }

    [Theory, MemberData(nameof(Shells))]
    public void A_step_that_fails_stops_the_change_and_says_why(string shell)
    {
        using var desk = new ChangeDesk(shell);
        var (first, last) = (desk.Write("first", "1\n"), desk.Write("last", "1\n"));
        desk.Write("list", "");
        ChangeStep[] steps = [desk.Parameter("first", "0"), desk.Line("list", "word", "echo 'no such device' >&2; exit 3"), desk.Parameter("last", "0")];

        var change = desk.Apply(steps);

        Assert.Equal(ChangeState.PartlyApplied, change.State);
        Assert.Equal([StepOutcome.Applied, StepOutcome.Failed, StepOutcome.NotReached], change.Steps.Select(step => step.Outcome));
        Assert.Equal("word in list: sh ended with exit code 3. no such device", change.Error);
        Assert.Equal(("0\n", "1\n"), (File.ReadAllText(first), File.ReadAllText(last)));
        Assert.Equal(ChangeState.Undone, desk.Undo(change).State);

        Assert.Equal(ChangeState.Undone, desk.Apply(desk.Prepare(steps), rollBack: true).State);
        Assert.Equal("1\n", File.ReadAllText(first));
    }

    [Theory, MemberData(nameof(Shells))]
    public void A_value_that_reads_back_as_another_is_a_failure_that_undo_knows_as_its_own(string shell)
    {
        using var desk = new ChangeDesk(shell);
        var path = desk.Write("value", "10\n");
        // A kernel that takes a value and keeps another.
        var clamped = desk.Line("value", "99", "echo 50 >\"$2\"") with { ReadBackWord = null, WantedState = "99", Inverse = ["sh", "-c", "echo 10 >\"$1\"", "x", path] };

        var change = desk.Apply(clamped);

        Assert.Equal(("99 in value: it reads back as 50 instead of 99.", ChangeState.PartlyApplied), (change.Error, change.State));
        Assert.Equal(ChangeState.Undone, desk.Undo(desk.Recorded(change)).State);
        Assert.Equal("10\n", File.ReadAllText(path));
    }

    [Fact]
    public void A_command_that_does_not_end_is_ended()
    {
        using var desk = new ChangeDesk();
        desk.Write("list", "");
        var change = desk.Apply(desk.Line("list", "word", "sleep 60") with { Timeout = TimeSpan.FromSeconds(1) });
        Assert.Equal(ChangeState.Failed, change.State);
        Assert.Contains("sh did not end within 1 s.", change.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_that_refuses_a_value_is_quoted()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root may write it");
        const string Path = "/proc/sys/kernel/printk_ratelimit";
        using var desk = new ChangeDesk();
        var before = File.ReadAllText(Path);
        ParameterStep To(string value) => new() { Path = Path, Value = value, Description = "", Persistence = "until reboot" };
        ChangeRecord change;
        try
        {
            change = desk.Apply(To("nonsense"));
        }
        catch (NodeException error)
        {
            Assert.Skip(error.Message);
            throw;
        }
        Assert.SkipWhen(change.Error.Contains("Read-only", StringComparison.Ordinal) || change.Error.Contains("ermission", StringComparison.Ordinal), "this machine's kernel parameters are read-only");
        Assert.Equal(ChangeState.Failed, change.State);
        Assert.Matches("rror", change.Error);
        Assert.Equal(before, File.ReadAllText(Path));
        var changed = desk.Apply(To(before.Trim() == "6" ? "7" : "6"));
        Assert.Equal(("", ChangeState.Applied), (changed.Error, changed.State));
        Assert.NotEqual(before, File.ReadAllText(Path));
        Assert.Equal(ChangeState.Undone, desk.Undo(changed).State);
        Assert.Equal(before, File.ReadAllText(Path));
    }

    [Fact]
    public void Targets_that_cannot_be_meant_are_refused_before_anything_is_written()
    {
        using var desk = new ChangeDesk();
        desk.Write("real", "1\n");
        Directory.CreateDirectory(desk["folder"]);
        File.CreateSymbolicLink(desk["link"], desk["real"]);
        TestProgram.Run("mkfifo", desk["pipe"]);
        void Refused(ChangeStep step, string words) => Assert.Contains(words, Assert.Throws<NodeException>(() => desk.Prepare(step)).Message, StringComparison.Ordinal);

        Refused(desk.Parameter("missing", "1"), "There is no such file");
        Refused(desk.Parameter("pipe", "1"), "not a regular file");
        Refused(desk.Parameter("folder", "1"), "not a regular file");
        Refused(desk.Text("link", "x"), "symbolic link");
        Refused(desk.Text("pipe", "x"), "not a regular file");
        Refused(desk.Text("folder", "x"), "not a regular file");
        Refused(desk.Text("real/below", "x"), "is not a folder");
        Refused(desk.Line("missing", "x"), "cat ended with exit code 1");
        Refused(desk.Line("real", "x") with { ReadBack = ["no-such-program-here"] }, "exit code 127");
        Assert.Throws<ArgumentException>(() => desk.Prepare(desk.Parameter("a/../b", "1")));
        Assert.Throws<ArgumentException>(() => desk.Prepare(desk.Parameter("a\nb", "1")));
        Assert.Throws<ArgumentException>(() => desk.Prepare(desk.Line("real", "x") with { Inverse = [] }));
        Assert.False(Directory.Exists(desk.Journal.Folder));
    }

    [Fact]
    public void A_full_file_system_leaves_the_old_file_whole()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root mounts");
        using var desk = new ChangeDesk();
        Directory.CreateDirectory(desk["small"]);
        Assert.SkipUnless(TryMount(desk["small"]), "no file system can be mounted here");
        try
        {
            var path = desk.Write("small/file", "old\n");
            var change = desk.Apply(desk.Text("small/file", new string('x', 900_000)));
            Assert.Equal(ChangeState.Failed, change.State);
            Assert.Contains("No space left on device", change.Error, StringComparison.Ordinal);
            Assert.Equal("old\n", File.ReadAllText(path));
            Assert.Equal(["file"], Directory.EnumerateFileSystemEntries(desk["small"]).Select(Path.GetFileName));
        }
        finally
        {
            TestProgram.Run("umount", desk["small"]);
        }
    }

    [Fact]
    public void A_read_only_file_system_is_an_error_in_the_kernels_words()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root mounts");
        using var desk = new ChangeDesk();
        Directory.CreateDirectory(desk["fixed"]);
        Assert.SkipUnless(TryMount(desk["fixed"]), "no file system can be mounted here");
        try
        {
            desk.Write("fixed/parameter", "1\n");
            TestProgram.Run("mount", "-o", "remount,ro", desk["fixed"]);
            foreach (var step in (ChangeStep[])[desk.Parameter("fixed/parameter", "0"), desk.Text("fixed/new.conf", "x\n")])
            {
                var change = desk.Apply(step);
                Assert.Equal(ChangeState.Failed, change.State);
                Assert.Contains("Read-only file system", change.Error, StringComparison.Ordinal);
            }
        }
        finally
        {
            TestProgram.Run("umount", desk["fixed"]);
        }
    }

    [Fact]
    public void Another_machine_is_never_touched()
    {
        using var desk = new ChangeDesk();
        var path = desk.Write("mode", "1\n");
        var change = desk.Apply(desk.Parameter("mode", "0"));
        var other = change with { MachineId = "0123456789abcdef0123456789abcdef" };
        var error = Assert.Throws<NodeException>(() => desk.Undo(other, force: true));
        Assert.Equal(NodeErrorId.NotTheSameNode, error.Id);
        Assert.Contains("0123456789abcdef0123456789abcdef", error.Message, StringComparison.Ordinal);
        Assert.Equal("0\n", File.ReadAllText(path));
    }

    [Fact]
    public void Nothing_is_written_when_the_journal_cannot_be()
    {
        using var desk = new ChangeDesk();
        var path = desk.Write("mode", "1\n");
        File.WriteAllText(desk["journal"], "a file where the folder should be");
        Assert.Equal(NodeErrorId.JournalFailed, Assert.Throws<NodeException>(() => desk.Apply(desk.Parameter("mode", "0"))).Id);
        Assert.Equal("1\n", File.ReadAllText(path));
    }

    [Fact]
    public void A_recording_and_a_dead_root_cannot_be_changed()
    {
        using var desk = new ChangeDesk();
        using var dead = new OpsShell.Core.Transport.Root.HostRootConnection(
            new OpsShell.Core.Nodes.Node { Name = "dead", Transport = OpsShell.Core.Nodes.NodeTransport.HostRoot, Path = Path.GetDirectoryName(desk["x"]) });
        var plan = new ChangePlan("x", [desk.Text("x", "x")]);
        Assert.Equal(NodeErrorId.NotSupported, Assert.Throws<NodeException>(() => desk.Executor.Prepare(dead, plan, TestContext.Current.CancellationToken)).Id);
    }

    [Theory, MemberData(nameof(Shells))]
    public void Undo_of_what_was_only_intended_cleans_up_after_a_killed_run(string shell)
    {
        using var desk = new ChangeDesk(shell);
        var (first, second) = (desk.Write("first", "1\n"), desk.Write("second", "1\n"));
        var change = desk.Apply(desk.Parameter("first", "0"), desk.Parameter("second", "0"), desk.Text("a/b/new.conf", "x\n"));
        // As a run that was killed between the first and the second step leaves it, with a file half written.
        var intended = change with { State = ChangeState.Intended, Ended = null, Steps = [.. change.Steps.Select(step => step with { Outcome = StepOutcome.Unknown, After = null })] };
        File.WriteAllText(second, "1\n");
        File.Delete(desk["a/b/new.conf"]);
        File.WriteAllText(desk[$"a/b/.opsshell-{change.Id}-2"], "ha");

        var undone = desk.Undo(intended);

        Assert.Equal(("", ChangeState.Undone), (undone.Error, undone.State));
        Assert.Equal([StepOutcome.Undone, StepOutcome.AsBefore, StepOutcome.AsBefore], undone.Steps.Select(step => step.Outcome));
        Assert.Equal("1\n", File.ReadAllText(first));
        Assert.False(Directory.Exists(desk["a"]));
    }

    [Fact]
    public void A_folder_that_somebody_else_uses_stays()
    {
        using var desk = new ChangeDesk();
        var change = desk.Apply(desk.Text("made/ours.conf", "x\n"));
        desk.Write("made/theirs.conf", "y\n");
        Assert.Equal(ChangeState.Undone, desk.Undo(change).State);
        Assert.Equal(["theirs.conf"], Directory.EnumerateFileSystemEntries(desk["made"]).Select(Path.GetFileName));
    }

    [Fact]
    public void Two_changes_of_a_node_at_once_are_kept_apart_unless_forced()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && OpsShell.Testing.Programs.Has("flock"), "the lock is root's, by flock");
        using var desk = new ChangeDesk();
        var path = desk.Write("mode", "1\n");
        using var holder = System.Diagnostics.Process.Start("flock", ["/run/opsshell-change.lock", "sh", "-c", $"touch {desk["held"]}; exec sleep 60"]);
        try
        {
            Assert.True(SpinWait.SpinUntil(() => File.Exists(desk["held"]), TimeSpan.FromSeconds(20)));
            var error = Assert.Throws<NodeException>(() => desk.Apply(desk.Parameter("mode", "0")));
            Assert.Equal(NodeErrorId.ChangeConflict, error.Id);
            Assert.Contains("/run/opsshell-change.lock", error.Message, StringComparison.Ordinal);
            Assert.Equal("1\n", File.ReadAllText(path));
            Assert.Equal(ChangeState.Failed, Assert.Single(desk.Journal.All()).Record!.State);
            Assert.Equal(ChangeState.Applied, desk.Apply(desk.Prepare(desk.Parameter("mode", "0")), force: true).State);
        }
        finally
        {
            holder.Kill(entireProcessTree: true);
        }
        holder.WaitForExit();
        Assert.Equal(ChangeState.Applied, desk.Apply(desk.Parameter("mode", "2")).State);
    }

    [Fact]
    public void A_mounted_root_is_asked_for_its_network_only_where_that_matters()
    {
        static string Script(ChangeStep step) => ChangeScript.Observe(OpsShell.Core.Nodes.NodeTransport.HostRoot, [step]);
        static ParameterStep To(string path) => new() { Path = path, Value = "1", Description = "", Persistence = "" };
        Assert.Contains("\nsame_network\n", Script(To("/proc/sys/net/ipv4/vs/conn_reuse_mode")), StringComparison.Ordinal);
        Assert.DoesNotContain("\nsame_network\n", Script(To("/proc/sys/vm/swappiness")), StringComparison.Ordinal);
        Assert.DoesNotContain("\nsame_network\n", Script(FileStep.OfText("/etc/x", "", "")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_choice_list_of_sysfs_is_its_word_in_brackets()
    {
        const string Path = "/sys/kernel/mm/transparent_hugepage/defrag";
        Assert.SkipUnless(File.Exists(Path) && File.ReadAllText(Path).Contains('['), $"{Path} is not there");
        using var desk = new ChangeDesk();
        var chosen = File.ReadAllText(Path).Split('[')[1].Split(']')[0];
        ParameterStep To(string value) => new() { Path = Path, Value = value, Description = "", Persistence = "until reboot" };
        Assert.Empty(desk.Prepare(To(chosen)).Steps);
        var other = chosen == "never" ? "madvise" : "never";
        var change = desk.Apply(To(other));
        Assert.SkipWhen(change.State == ChangeState.Failed, change.Error);
        Assert.Contains($"[{other}]", File.ReadAllText(Path), StringComparison.Ordinal);
        Assert.Equal(ChangeState.Undone, desk.Undo(change).State);
        Assert.Contains($"[{chosen}]", File.ReadAllText(Path), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_from_the_node_is_shown_cleaned()
    {
        using var desk = new ChangeDesk();
        desk.Write("value", "evil\u001b]0;title\u0007\n");
        var step = Assert.Single(desk.Prepare(desk.Parameter("value", "0")).Steps);
        Assert.DoesNotContain('\u001b', step.ToString());
        Assert.Contains("\\x1b]0;title\\x07", step.ToString(), StringComparison.Ordinal);
        var undone = desk.Undo(desk.Apply(desk.Parameter("value", "0")));
        Assert.Equal(ChangeState.Undone, undone.State);
        Assert.Equal("evil\u001b]0;title\u0007\n", File.ReadAllText(desk["value"]));
    }

    private static string Owner() => TestProgram.Run("id", "-u").Trim() + ":" + TestProgram.Run("id", "-g").Trim();

    private static bool TryMount(string folder)
    {
        using var process = System.Diagnostics.Process.Start("mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", folder]);
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
