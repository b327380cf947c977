using OpsShell.EndToEnd.Tests.Harness;
using OpsShell.Testing;
using OpsShell.Testing.Lab;

namespace OpsShell.Lab.Tests;

/// <summary>Labs come and go, and leave nothing, however they end.</summary>
public sealed class LifeTests
{
    [Fact]
    public void Two_labs_know_nothing_of_each_other()
    {
        using var second = Start("fleet 3");
        string folder;
        using (var first = Start("fleet 3"))
        {
            folder = first.Folder;
            Assert.NotEmpty(ProcessesOf(folder));
        }
        Assert.Empty(ProcessesOf(folder));
        Assert.Equal("alive\n", second.Run("fleet002", "echo alive"));
    }

    [Theory, InlineData("TERM"), InlineData("INT"), InlineData("KILL")]
    public void A_signal_to_the_script_ends_its_nodes(string signal)
    {
        using var nodes = Start("fleet 3 hanging=1");
        Assert.NotEmpty(ProcessesOf(nodes.Folder));
        Signal(signal, nodes);
        Assert.True(nodes.Holders[0].WaitForExit(TimeSpan.FromSeconds(20)));
        Eventually.Is(() => ProcessesOf(nodes.Folder).Count == 0, "the end of its processes");
        Assert.Equal(signal == "KILL", Directory.Exists(Path.Combine(nodes.Folder, "fleet")));
    }

    [Fact]
    public void A_session_and_what_it_left_behind_end_with_the_nodes()
    {
        string mark = $"98{Random.Shared.Next(1000, 9999)}";
        using (var nodes = Start("fleet 1"))
        {
            nodes.Run("fleet001", $"setsid sleep {mark} </dev/null >/dev/null 2>&1 &");
            Eventually.Is(() => Programs.IsRunning($"sleep\0{mark}"), "the command");
        }
        Assert.False(Programs.IsRunning($"sleep\0{mark}"));
    }

    [Fact]
    public void A_start_that_fails_leaves_nothing()
    {
        using var desk = new Sandbox();
        desk.Variables["OPSSHELL_LAB"] = desk["lab"];
        desk.Run(LabNodes.Script, "up", "fleet", "3", "sleepy=1").Exits(64);
        desk.Run(LabNodes.Script, "up", "nothing").Exits(64);
        Assert.Equal("", desk.Run(LabNodes.Script, "status").Exits(0).Output);
    }

    private static LabNodes Start(string kind)
    {
        OpsCommand.Require();
        var nodes = new LabNodes(kind);
        if (nodes.Missing is { } missing)
        {
            nodes.Dispose();
            Assert.Skip(missing);
        }
        return nodes;
    }

    private static void Signal(string name, LabNodes nodes) => Testing.Sshd.TestKeys.Run("kill", $"-{name}", $"{nodes.Holders[0].Id}");

    /// <summary>Processes on whose command line the lab's folder is.</summary>
    private static List<string> ProcessesOf(string folder) =>
    [
        .. Testing.Sshd.TestKeys.Run("ps", "-eo", "stat=,args=").Split('\n').Where(line => !line.StartsWith('Z') && line.Contains($"{folder}/", StringComparison.Ordinal)),
    ];
}
