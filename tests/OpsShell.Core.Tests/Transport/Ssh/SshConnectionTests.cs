using OpsShell.Core.Probing;
using OpsShell.Core.Transport;
using OpsShell.Testing.Sshd;

namespace OpsShell.Core.Tests.Transport.Ssh;

/// <summary>Probes and commands, end to end over a real sshd.</summary>
public sealed class SshConnectionTests : IDisposable
{
    private readonly SshdServer _server = SshTesting.Start();

    public void Dispose() => _server.Dispose();

    [Fact]
    public void A_command_runs_with_arguments()
    {
        using var connection = _server.Connect();
        var outcome = connection.Execute(
            new CommandRequest { Script = "printf '%s|' \"$@\"; printf 'in\\000put'; exit 4", Arguments = ["a b", "'\"$x"] },
            null, TestContext.Current.CancellationToken);
        Assert.Equal(4, outcome.ExitCode);
        Assert.Equal("a b|'\"$x|in\0put", ProbeText.Decode(outcome.Output.Span));
    }

    [Fact]
    public void A_time_limit_ends_the_command_and_the_connection_lives_on()
    {
        using var connection = _server.Connect();
        var outcome = connection.Execute(
            new CommandRequest { Script = "echo begun; sleep 60", Timeout = TimeSpan.FromSeconds(2) }, null, TestContext.Current.CancellationToken);
        Assert.True(outcome.TimedOut);
        Assert.True(connection.IsAlive);
        Assert.Equal(0, connection.Execute(new CommandRequest { Script = "true" }, null, TestContext.Current.CancellationToken).ExitCode);
    }

    [Fact]
    public void A_probe_reads_files_in_one_round_trip()
    {
        using var connection = _server.Connect();
        var batch = new ProbeBatch([ProbeItem.File("/proc/sys/kernel/osrelease"), ProbeItem.File("/nonexistent")]);
        var results = connection.Probe(batch, TestContext.Current.CancellationToken);
        Assert.Equal(File.ReadAllText("/proc/sys/kernel/osrelease"), results.Text(batch.Items[0]));
    }

    [Theory]
    [InlineData("echo noise; echo noise >&2")]
    [InlineData("cat /dev/null")]
    public void A_login_shell_that_prints_does_not_disturb(string startUp)
    {
        Assert.SkipWhen(TestUser.Missing is not null, TestUser.Missing ?? "");
        using var user = TestUser.Create();
        File.WriteAllText(Path.Combine(user.Folder, ".bashrc"), startUp + "\n");
        TestKeys.Run("chmod", "755", _server.Folder);
        TestKeys.Run("chmod", "644", _server.AuthorizedKeys);
        using var connection = _server.Connect(_server.Settings() with { UserName = user.Name });
        Assert.Equal("ok\n", ProbeText.Decode(connection.Execute(new CommandRequest { Script = "echo ok" }, null, TestContext.Current.CancellationToken).Output.Span));
    }
}
