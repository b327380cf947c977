using System.Diagnostics;
using System.Text;
using CsCheck;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Core.Transport;
using OpsShell.Core.Transport.Local;
using OpsShell.Testing;

namespace OpsShell.Core.Tests.Probing;

/// <summary>The probe script in every sh that nodes have, under every login shell that users have.</summary>
public sealed class ProbeScriptTests
{
    public static TheoryData<string> Shells => ["dash", "bash", "bash --posix", "busybox sh", "zsh --emulate sh", "ksh"];

    public static TheoryData<string> LoginShells => ["/bin/bash", "/usr/bin/fish", "/usr/bin/tcsh", "/usr/bin/zsh", "/bin/dash"];

    private static ShellNode NodeWith(string shell)
    {
        Assert.SkipUnless(Programs.Has(shell), $"{shell} is not installed");
        return new ShellNode(shell);
    }

    private static ProbeResults Probe(INodeConnection node, params ProbeItem[] items) =>
        node.Probe(ProbeBatch.Of(items) with { SampleInterval = TimeSpan.FromMilliseconds(200) }, TestContext.Current.CancellationToken);

    [Theory, MemberData(nameof(Shells))]
    public void Every_kind_of_item_comes_back(string shell)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.conf", "one\n");
        folder.Write("b.conf", "two, no line feed");
        folder.Write("sub/x y'z", "");
        using var node = NodeWith(shell);
        ProbeItem file = ProbeItem.File("/proc/version"), sample = ProbeItem.Sample("/proc/stat"), glob = ProbeItem.Glob(folder["*.conf"]),
            listing = ProbeItem.Listing(folder.Path), command = ProbeItem.Command("echo out; echo err >&2; exit 3");

        var results = Probe(node, file, sample, glob, listing, command);

        Assert.Equal(File.ReadAllText("/proc/version"), results.Text(file));
        var (first, second, seconds) = results.Samples(sample);
        Assert.StartsWith("cpu ", first, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
        Assert.InRange(seconds, 0.15, 10);
        Assert.Equal(["one\n", "two, no line feed"], results.Files(glob).Select(content => content.Text));
        Assert.Equal("a.conf\nb.conf\nsub\n", results.Text(listing));
        Assert.Equal(("out\n", 3), (results.Text(command), results.Content(command).ExitCode));
        Assert.NotNull(results.RemoteCpuTime);
    }

    [Theory, MemberData(nameof(Shells))]
    public void After_the_first_sample_everything_else_on_the_node_goes_first(string shell)
    {
        Assert.SkipUnless(Programs.Has("renice"), "renice is not installed");
        using var node = NodeWith(shell);
        ProbeItem sample = ProbeItem.Sample("/proc/self/stat"), once = ProbeItem.File("/proc/thread-self/stat"), command = ProbeItem.Command("cat /proc/self/stat");

        var results = Probe(node, sample, once, command);

        var (first, second, _) = results.Samples(sample);
        Assert.Equal(NiceOf(File.ReadAllText("/proc/self/stat")), NiceOf(first));
        Assert.Equal((19, 19, 19), (NiceOf(results.Text(once)), NiceOf(results.Text(command)), NiceOf(second)));
    }

    // proc_pid_stat(5): the nice value is field 19; what follows the name in parentheses begins with field 3.
    private static int NiceOf(string stat) =>
        int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19 - 3], System.Globalization.CultureInfo.InvariantCulture);

    [Theory, MemberData(nameof(LoginShells))]
    public void Any_login_shell_will_do(string loginShell)
    {
        Assert.SkipUnless(File.Exists(loginShell), $"{loginShell} is not installed");
        using var node = new ShellNode("sh", loginShell);
        var item = ProbeItem.File("/proc/uptime");
        Assert.NotEmpty(Probe(node, item).Text(item));
        var outcome = node.Execute(new CommandRequest { Script = "echo \"$1\"; exit 5", Arguments = ["a 'b' $c"] }, null, TestContext.Current.CancellationToken);
        Assert.Equal(("a 'b' $c\n", 5), (Encoding.UTF8.GetString(outcome.Output.Span), outcome.ExitCode));
    }

    [Theory, MemberData(nameof(Shells))]
    public void What_cannot_be_read_says_why(string shell)
    {
        using var folder = new TemporaryFolder();
        folder.Write("big", new byte[5000]);
        using var node = NodeWith(shell);
        ProbeItem missing = ProbeItem.File("/nonexistent/file"), directory = ProbeItem.File("/etc"), unreadable = ProbeItem.File("/proc/self/mem"),
            truncated = ProbeItem.File(folder["big"]) with { Limit = 4000 }, noGlob = ProbeItem.Glob("/nonexistent/*"), noList = ProbeItem.Listing("/nonexistent"),
            notList = ProbeItem.Listing("/etc/passwd"), noCommand = ProbeItem.Command("no-such-program-here"), slow = ProbeItem.Command("sleep 30") with { Timeout = TimeSpan.FromSeconds(1) },
            endless = ProbeItem.Command("yes") with { Limit = 1000 }, loud = ProbeItem.Command("yes >&2") with { Timeout = TimeSpan.FromSeconds(1) };

        var results = Probe(node, missing, directory, unreadable, truncated, noGlob, noList, notList, noCommand, slow, endless, loud);

        Assert.Equal((ProbeStatus.Missing, "No such file or directory"), (results.Find(missing).Status, results.Find(missing).Reason));
        Assert.Equal(ProbeStatus.Failed, results.Find(directory).Status);
        Assert.Equal((ProbeStatus.Failed, "Input/output error"), (results.Find(unreadable).Status, results.Find(unreadable).Reason));
        Assert.Equal((ProbeStatus.Truncated, 4000), (results.Find(truncated).Status, results.Find(truncated).Contents[0].Bytes.Length));
        Assert.Equal(ProbeStatus.Missing, results.Find(noGlob).Status);
        Assert.Equal(ProbeStatus.Missing, results.Find(noList).Status);
        Assert.Equal(ProbeStatus.Failed, results.Find(notList).Status);
        Assert.Equal(ProbeStatus.Missing, results.Find(noCommand).Status);
        Assert.Equal(ProbeStatus.TimedOut, results.Find(slow).Status);
        Assert.Equal((ProbeStatus.Truncated, 1000), (results.Find(endless).Status, results.Find(endless).Contents[0].Bytes.Length));
        // Ended by the time limit, or by the end of the pipe that keeps its messages short.
        Assert.False(results.Find(loud) is { Status: ProbeStatus.Ok, Contents: [{ ExitCode: 0 }] }, "an endless command ended well");
    }

    [Theory, MemberData(nameof(Shells))]
    public void A_command_that_hangs_floods_or_kills_its_shell_costs_no_other_its_answer(string shell)
    {
        using var node = NodeWith(shell);
        ProbeItem Tell(int number) => ProbeItem.Command($"echo {number}; echo oh >&2; exit {number}") with { Limit = 100 };
        ProbeItem hangs = ProbeItem.Command("echo part; sleep 30") with { Timeout = TimeSpan.FromSeconds(2) }, floods = ProbeItem.Command("yes") with { Limit = 100 },
            complains = ProbeItem.Command("yes >&2") with { Limit = 101 }, kills = ProbeItem.Command("kill -KILL $$; sleep 1; echo it lives"), wrong = ProbeItem.Command("if");
        ProbeItem[] told = [Tell(1), Tell(2), Tell(3), Tell(4), Tell(5), Tell(6)];

        var results = Probe(node, told[0], hangs, told[1], floods, told[2], complains, told[3], kills, told[4], wrong, told[5]);

        Assert.All(told.Index(), one => Assert.Equal((ProbeStatus.Ok, $"{one.Index + 1}\n", one.Index + 1),
            (results.Find(one.Item).Status, results.Content(one.Item).Text, results.Content(one.Item).ExitCode ?? -1)));
        Assert.Equal((ProbeStatus.TimedOut, "part\n"), (results.Find(hangs).Status, results.Find(hangs).Contents[0].Text));
        Assert.Equal((ProbeStatus.Truncated, 100), (results.Find(floods).Status, results.Find(floods).Contents[0].Bytes.Length));
        Assert.NotEqual(0, results.Find(complains).Contents[0].ExitCode);
        Assert.NotEqual(0, results.Find(kills).Contents[0].ExitCode);
        Assert.NotEqual(0, results.Find(wrong).Contents[0].ExitCode);
    }

    [Theory, InlineData("dash"), InlineData("bash"), InlineData("busybox sh")]
    public void Any_bytes_survive(string shell)
    {
        using var node = NodeWith(shell);
        // Bytes that look like the framing are the interesting ones.
        var piece = Gen.OneOf(
            Gen.Byte.Array[0, 40],
            Gen.Int[0, 10].Select(i => Encoding.UTF8.GetBytes(new[] { "\n", "\n\n", "==> ", " <==\n", "\n==> /proc/self/environ <==\n", "T=", "\0", "\nPATH=", " end\n", "\r\n", "\u001b[2J" }[i])));
        piece.Array[0, 12].Select(pieces => pieces.SelectMany(bytes => bytes).ToArray()).Array[1, 6].Sample(files =>
        {
            using var folder = new TemporaryFolder();
            var items = files.Select((bytes, i) => ProbeItem.File(folder.Write($"f{i}", bytes))).ToArray();
            var commands = items.Select(item => ProbeItem.Command($"cat {item.Target}")).ToArray();
            var glob = ProbeItem.Glob(folder["f*"]);
            var results = Probe(node, [.. items, .. commands, glob]);
            return items.Zip(files).All(pair => results.Content(pair.First).Bytes.Span.SequenceEqual(pair.Second))
                && commands.Zip(files).All(pair => results.Content(pair.First).Bytes.Span.SequenceEqual(pair.Second))
                && results.Files(glob).Zip(files).All(pair => pair.First.Bytes.Span.SequenceEqual(pair.Second));
        }, iter: 25, threads: 1);
    }

    [Theory, InlineData("dash"), InlineData("bash"), InlineData("busybox sh")]
    public void Thousands_of_files_cost_a_handful_of_processes(string shell)
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 1200; i++)
            folder.Write($"n{i:0000}", $"{i}\n");
        using var node = NodeWith(shell);
        var glob = ProbeItem.Glob(folder["n*"]);
        var before = ProcessesStarted();
        var results = Probe(node, glob);
        var started = ProcessesStarted() - before;
        Assert.Equal(Enumerable.Range(0, 1200).Select(i => $"{i}\n"), results.Files(glob).Select(content => content.Text));
        // Other programs of this machine start processes as well, so the bound is loose; one for each file would be 1200.
        Assert.InRange(started, 1, 300);
    }

    [Fact]
    public void Hostile_file_names_do_no_harm()
    {
        using var folder = new TemporaryFolder();
        folder.Write("good", "fine");
        foreach (var name in (string[])["a'b", "a\nb", "$(touch pwned)", "`touch pwned`", "x <==\ny", "-n", "a;touch pwned", "\u001b[31m", "a\\b", "a\"b", "*"])
            folder.Write(name, "bad");
        using var node = new ShellNode("sh");
        ProbeItem glob = ProbeItem.Glob(folder["*"]), listing = ProbeItem.Listing(folder.Path);
        var results = Probe(node, glob, listing);
        Assert.Contains(results.Files(glob), content => content.Path == folder["good"] && content.Text == "fine");
        Assert.All(results.Files(glob).Where(content => content.Path != folder["good"]), content => Assert.Equal("bad", content.Text));
        Assert.Equal(12, results.Text(listing).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.False(File.Exists(folder["pwned"]));
    }

    [Theory, InlineData("/etc/passwd; touch x"), InlineData("/etc/$(id)"), InlineData("relative/*"), InlineData("/a b/*"), InlineData("/a\n/b*")]
    public void A_pattern_that_could_run_something_is_refused(string pattern) =>
        Assert.Throws<ArgumentException>(() => ProbeScript.Write(ProbeBatch.Of([ProbeItem.Glob(pattern)]), "t", BecomeMethod.None, null));

    [Fact]
    public void Limits_near_each_other_share_a_reader_that_has_the_largest_of_them()
    {
        ProbeItem Of(string path, int limit) => ProbeItem.File(path) with { Limit = limit };
        var script = ProbeScript.Write(ProbeBatch.Of([Of("/a", 100), Of("/b", 2 << 20), Of("/c", 24 << 20), Of("/d", 9 << 20), Of("/e", 1 << 20)]), "t", BecomeMethod.None, null);
        Assert.Equal(
            [$"files {(1 << 16) + 1} '/a' $S", $"files {(9 << 20) + 1} '/b' $S '/d' $S", $"files {(24 << 20) + 1} '/c' $S", $"files {(1 << 20) + 1} '/e' $S"],
            script.Split('\n').Where(line => line.StartsWith("files ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Local_reading_gives_what_the_script_gives()
    {
        using var folder = new TemporaryFolder();
        folder.Write("d/one", "1\n");
        folder.Write("d/.hidden", "x");
        folder.Write("e/two", "2");
        File.CreateSymbolicLink(folder["link"], folder["d/one"]);
        ProbeItem[] items =
        [
            ProbeItem.File(folder["link"]), ProbeItem.File("/etc"), ProbeItem.File("/nope"), ProbeItem.File("/proc/self/mem"), ProbeItem.File("/proc/version"),
            ProbeItem.Glob(folder["*/*"]), ProbeItem.Glob(folder["[de]/t*"]), ProbeItem.Glob(folder["d/.h*"]), ProbeItem.Glob(folder["zz*"]), ProbeItem.Listing(folder["d"]),
            ProbeItem.Listing("/nope"), ProbeItem.Listing("/etc/passwd"), ProbeItem.Command("echo hi; exit 4"), ProbeItem.Command("nonesuch"), ProbeItem.File("/proc/version") with { Limit = 5 },
        ];
        using var shell = new ShellNode("sh");
        using var local = new LocalConnection(Node.LocalMachine(), ConnectionOptions.Default);
        var (remote, direct) = (Probe(shell, items), Probe(local, items));
        Assert.All(items, item => Assert.Equal(Describe(remote.Find(item)), Describe(direct.Find(item))));
    }

    [Fact]
    public void Interrupting_ends_what_runs_on_the_node()
    {
        using var node = new ShellNode("sh");
        using var interrupt = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var marker = $"31{Random.Shared.Next(100_000, 999_999)}";
        var started = Stopwatch.GetTimestamp();
        Assert.ThrowsAny<OperationCanceledException>(() => node.Execute(new CommandRequest { Script = $"sleep {marker} & sleep {marker}; echo done" }, null, interrupt.Token));
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0.5, 6);
        Assert.True(SpinWait.SpinUntil(() => !Programs.IsRunning($"sleep\0{marker}"), TimeSpan.FromSeconds(5)), "the command still runs");
    }

    [Fact]
    public void What_a_finished_command_left_running_goes_on()
    {
        using var node = new ShellNode("sh");
        var marker = $"2{Random.Shared.Next(1000, 9999)}.5";
        var outcome = node.Execute(new CommandRequest { Script = $"sleep {marker} >/dev/null 2>&1 & echo started" }, null, TestContext.Current.CancellationToken);
        Assert.Equal("started\n", Encoding.UTF8.GetString(outcome.Output.Span));
        Thread.Sleep(300);
        Assert.True(Programs.IsRunning($"sleep\0{marker}"), "it was ended");
        using var _ = Process.Start("pkill", ["-f", $"sleep {marker}"]);
    }

    private static string Describe(ProbeResult result) =>
        $"{result.Item.Source}: {result.Status} {result.Reason} [" + string.Join(", ", result.Contents.Select(content =>
            $"{content.Path} {content.Status} {content.Reason} {content.ExitCode} {Convert.ToHexString(content.Bytes.Span)}")) + "]";

    private static long ProcessesStarted() =>
        long.Parse(File.ReadLines("/proc/stat").First(line => line.StartsWith("processes ", StringComparison.Ordinal))[10..], System.Globalization.CultureInfo.InvariantCulture);
}
