using System.Text;
using OpsShell.Core.Transport;
using OpsShell.Testing;

namespace OpsShell.Core.Tests.Transport;

/// <summary>A user's commands through the script that carries them.</summary>
public sealed class CommandTests
{
    private static CommandOutcome Run(INodeConnection node, CommandRequest request, ICommandSink? sink = null) =>
        node.Execute(request, sink, TestContext.Current.CancellationToken);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    [Theory, InlineData("dash"), InlineData("bash"), InlineData("busybox sh")]
    public void Output_errors_arguments_and_exit_code_arrive(string shell)
    {
        Assert.SkipUnless(Programs.Has(shell), $"{shell} is not installed");
        using var node = new ShellNode(shell);
        var outcome = Run(node, new CommandRequest { Script = "printf '%s|' \"$@\"; echo oops >&2; exit 7", Arguments = ["a b", "c'd", "$(id)", "", "e\nf", "-n"] });
        Assert.Equal("a b|c'd|$(id)||e\nf|-n|", Text(outcome.Output));
        Assert.Equal("oops\n", Text(outcome.Error));
        Assert.Equal((7, false, false), (outcome.ExitCode, outcome.TimedOut, outcome.Truncated));
    }

    [Theory, InlineData("dash"), InlineData("bash"), InlineData("busybox sh")]
    public void Standard_input_arrives_byte_for_byte(string shell)
    {
        Assert.SkipUnless(Programs.Has(shell), $"{shell} is not installed");
        var bytes = new byte[3_000_000];
        new Random(7).NextBytes(bytes);
        using var node = new ShellNode(shell);
        var outcome = Run(node, new CommandRequest { Script = "cat", StandardInput = bytes });
        Assert.True(outcome.Output.Span.SequenceEqual(bytes));
        Assert.Equal(0, outcome.ExitCode);
    }

    [Fact]
    public void Without_input_a_command_that_reads_sees_its_end()
    {
        using var node = new ShellNode();
        Assert.Equal("0\n", Text(Run(node, new CommandRequest { Script = "wc -c" }).Output));
    }

    [Theory, InlineData("bash -u", "[[ a == a ]] && echo \"$0 $1 $(cat)\"", "/dev/fd/5 x in"), InlineData("/usr/bin/env python3", "import sys; print(sys.argv[1], sys.stdin.read())", "x in")]
    public void A_script_runs_under_its_own_interpreter(string interpreter, string script, string expected)
    {
        Assert.SkipUnless(Programs.Has(interpreter) || Programs.Has("python3"), $"{interpreter} is not installed");
        using var node = new ShellNode();
        var outcome = Run(node, new CommandRequest { Script = script, Interpreter = interpreter, Arguments = ["x"], StandardInput = "in"u8.ToArray() });
        Assert.Equal(("", expected), (Text(outcome.Error), Text(outcome.Output).Trim()));
    }

    [Theory, InlineData("dash"), InlineData("bash"), InlineData("busybox sh")]
    public void Root_becomes_root_without_sudo_and_the_command_ends_when_it_is_done(string shell)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root is root already");
        Assert.SkipUnless(Programs.Has(shell), $"{shell} is not installed");
        using var node = new ShellNode(shell);
        var outcome = Run(node, new CommandRequest { Script = "id -u; cat; echo err >&2; exit 4", Become = OpsShell.Core.Nodes.BecomeMethod.Sudo, StandardInput = "in"u8.ToArray(), Timeout = TimeSpan.FromSeconds(20) });
        Assert.Equal(("0\nin", "err\n", 4, false), (Text(outcome.Output), Text(outcome.Error), outcome.ExitCode, outcome.TimedOut));
    }

    [Fact]
    public void A_time_limit_ends_the_command_and_keeps_what_it_said()
    {
        using var node = new ShellNode();
        var outcome = Run(node, new CommandRequest { Script = "echo first; sleep 60; echo second", Timeout = TimeSpan.FromSeconds(1) });
        Assert.True(outcome.TimedOut);
        Assert.Equal(("first\n", null), (Text(outcome.Output), outcome.ExitCode));
    }

    [Fact]
    public void Output_past_the_limit_is_counted_not_kept()
    {
        using var node = new ShellNode();
        var outcome = Run(node, new CommandRequest { Script = "head -c 10000000 /dev/zero; echo err >&2", OutputLimit = 1000 });
        Assert.Equal((true, 1000, "err\n", 0), (outcome.Truncated, outcome.Output.Length, Text(outcome.Error), outcome.ExitCode));
    }

    [Fact]
    public void A_syntax_error_is_the_commands_own()
    {
        using var node = new ShellNode();
        var outcome = Run(node, new CommandRequest { Script = "if then" });
        Assert.NotEqual(0, outcome.ExitCode);
        Assert.NotEmpty(Text(outcome.Error));
    }

    [Fact]
    public void What_the_login_shell_prints_at_its_start_is_not_the_commands()
    {
        using var folder = new TemporaryFolder();
        using var node = new ShellNode("sh", Shell(folder, "echo motd of the day; echo $'\\e[31m' >&2; exec sh \"$@\""));
        var outcome = Run(node, new CommandRequest { Script = "echo real; echo err >&2" });
        Assert.Equal(("real\n", "err\n"), (Text(outcome.Output), Text(outcome.Error)));
    }

    [Fact]
    public void A_start_up_file_that_joins_the_streams_leaves_no_mark_behind()
    {
        using var folder = new TemporaryFolder();
        using var node = new ShellNode("sh", Shell(folder, "exec 2>&1; exec sh \"$@\""));
        Assert.Equal("out\nerr\n", Text(Run(node, new CommandRequest { Script = "echo out; echo err >&2" }).Output));
    }

    [Theory, InlineData("dash"), InlineData("bash"), InlineData("busybox sh")]
    public void A_command_that_ignores_TERM_is_ended_all_the_same(string shell)
    {
        Assert.SkipUnless(Programs.Has(shell), $"{shell} is not installed");
        using var node = new ShellNode(shell);
        using var interrupt = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        var marker = $"47{Random.Shared.Next(100_000, 999_999)}";
        Assert.ThrowsAny<OperationCanceledException>(() => node.Execute(new CommandRequest { Script = $"trap '' TERM; sleep {marker}; sleep {marker}" }, null, interrupt.Token));
        Assert.True(SpinWait.SpinUntil(() => !Programs.IsRunning($"sleep\0{marker}"), TimeSpan.FromSeconds(8)), "the command still runs");
    }

    [Theory, InlineData("echo This account is not available.; exit 1", "This account is not available."), InlineData("exit 1", "ended without starting")]
    public void A_login_shell_that_starts_nothing_is_an_error_with_its_words(string login, string expected)
    {
        using var folder = new TemporaryFolder();
        using var node = new ShellNode("sh", Shell(folder, login));
        var error = Assert.Throws<NodeException>(() => Run(node, new CommandRequest { Script = "echo x" }));
        Assert.Equal(NodeErrorId.ShellUnusable, error.Id);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Output_comes_while_the_command_runs()
    {
        using var node = new ShellNode();
        var sink = new TimedSink();
        Run(node, new CommandRequest { Script = "echo one; sleep 1; echo two" }, sink);
        Assert.Equal(["one\n", "two\n"], sink.Pieces.Select(piece => piece.Text));
        Assert.True(sink.Pieces[1].At - sink.Pieces[0].At > TimeSpan.FromSeconds(0.7));
    }

    [Fact]
    public void A_NUL_in_an_argument_is_refused() =>
        Assert.Throws<ArgumentException>(() => CommandScript.Write(new CommandRequest { Script = "true", Arguments = ["a\0b"] }, "t"));

    private static string Shell(TemporaryFolder folder, string text)
    {
        var path = folder.Write("login", $"#!/bin/bash\n{text}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }

    private sealed class TimedSink : ICommandSink
    {
        private readonly System.Diagnostics.Stopwatch _watch = System.Diagnostics.Stopwatch.StartNew();

        public List<(TimeSpan At, string Text)> Pieces { get; } = [];

        public void Output(ReadOnlySpan<byte> bytes) => Pieces.Add((_watch.Elapsed, Encoding.UTF8.GetString(bytes)));

        public void Error(ReadOnlySpan<byte> bytes)
        {
        }
    }
}
