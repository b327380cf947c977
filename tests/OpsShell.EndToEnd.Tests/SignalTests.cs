using System.Diagnostics;
using OpsShell.EndToEnd.Tests.Harness;
using OpsShell.Testing.Sshd;

namespace OpsShell.EndToEnd.Tests;

/// <summary>A signal to opsshell ends what it has started, here and on nodes, and leaves no process behind.</summary>
public sealed class SignalTests(Fleet fleet)
{
    private static readonly string[] Scripts =
    [
        "sleep {0}",
        "sleep {0} | cat",
        "$x = sh -c 'sleep {0}; true'",
        "sh -c 'sleep {0}; true'",
        "sh -c 'trap : HUP INT TERM; while :; do sleep {0}; done'",
        "1..2 | ForEach-Object -Parallel {{ sleep {0} }}",
    ];

    public static TheoryData<string, int, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, int, string>();
            foreach (var (name, code) in ((string, int)[])[("HUP", 129), ("INT", 130), ("TERM", 143)])
            {
                foreach (var script in Scripts)
                    cases.Add(name, code, script);
            }
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Native_commands_end_with_it(string signal, int code, string script)
    {
        using var desk = new Sandbox();
        var mark = $"{Random.Shared.Next(100_000, 900_000)}.5";
        using var running = desk.StartOps("-NoProfile", "-c", string.Format(null, script, mark) + "; 'never'");
        Await(mark, present: true);
        running.Signal(signal);
        var run = running.Wait(10).Exits(code);
        Assert.DoesNotContain("never", run.Output, StringComparison.Ordinal);
        Await(mark, present: false);
    }

    [Fact]
    public void Finally_blocks_still_run()
    {
        using var desk = new Sandbox();
        var mark = $"{Random.Shared.Next(100_000, 900_000)}.5";
        using var running = desk.StartOps("-NoProfile", "-c", $"try {{ sleep {mark} }} finally {{ sh -c 'sleep 0.2; echo cleaned > note' }}");
        Await(mark, present: true);
        running.Signal("TERM");
        running.Wait(10).Exits(143);
        Assert.Equal("cleaned\n", File.ReadAllText(desk["note"]));
    }

    [Theory]
    [InlineData("while ($true) { 'y' }")]
    [InlineData("'y'; sleep 0.3; 'z'; sleep 300")]
    [InlineData("while ($true) { Write-Host y }")]
    [InlineData("1..100000000 | ForEach-Object { \"y$_\" }")]
    public void Output_that_nobody_reads_ends_it(string script)
    {
        using var desk = new Sandbox();
        using var running = desk.Start("bash", ["-c", $"opsshell -NoProfile -c \"$0\" | head -n 1; echo ${{PIPESTATUS[0]}}", script + "; 'never' > note"]);
        var run = running.Wait(20).Exits(0).IsQuiet();
        Assert.StartsWith("y", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n141\n", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(desk["note"]));
    }

    [Theory, InlineData("TERM", 143), InlineData("HUP", 129)]
    public void Commands_on_nodes_end_with_it(string signal, int code)
    {
        fleet.Require();
        using var user = TestUser.Create();
        fleet.Admit(user);
        using var desk = new Sandbox();
        desk.Variables["OPSSHELL_INVENTORY"] = desk.Write("inventory.yaml", fleet.WithHosts(Fleet.Host("slow", "127.4.0.9", $"user: {user.Name}")));
        using var running = desk.StartOps("-NoProfile", "-c", "Invoke-OpsCommand 'sleep 1000' -ComputerName slow");
        NodeProcesses.Await(user.Name, "sleep 1000", present: true);
        running.Signal(signal);
        running.Wait(10).Exits(code);
        NodeProcesses.Await(user.Name, "sleep 1000", present: false);
    }

    [Fact]
    public void Nohup_is_respected()
    {
        using var desk = new Sandbox();
        using var running = desk.Start("nohup", [OpsCommand.Path!, "-NoProfile", "-c", "sh -c 'touch started; sleep 2'; 'survived'"]);
        for (var i = 0; !File.Exists(desk["started"]) && i < 200; i++)
            Thread.Sleep(50);
        running.Signal("HUP");
        running.Wait(20).Exits(0).Prints("survived");
    }

    private static void Await(string mark, bool present)
    {
        var started = Stopwatch.GetTimestamp();
        while (Running(mark) != present)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(15), $"'sleep {mark}' {(present ? "never ran" : "still runs")}");
            Thread.Sleep(50);
        }
    }

    private static bool Running(string mark) =>
        TestKeys.Run("ps", "-eo", "args=").Split('\n').Any(line => line.EndsWith($"sleep {mark}", StringComparison.Ordinal));
}
