using System.Diagnostics;
using OpsShell.EndToEnd.Tests.Harness;

namespace OpsShell.EndToEnd.Tests;

/// <summary>opsshell in a real terminal, as tmux shows it.</summary>
public sealed class TerminalTests(Fleet fleet) : IDisposable
{
    private readonly string _server = $"opsshell-{Guid.NewGuid():N}";
    private Sandbox? _desk;

    public void Dispose()
    {
        _desk?.Run("tmux", "-L", _server, "kill-server");
        _desk?.Dispose();
    }

    [Fact]
    public void An_audit_has_colours_and_its_progress_leaves_no_trace()
    {
        var screen = Show("opsshell audit '@edge,!edge07' -Check node/file-handles,node/cpu -MinStatus Ok", 120);
        Assert.Contains("\u001b[32m", screen, StringComparison.Ordinal);
        Assert.DoesNotContain("of 7 nodes", screen, StringComparison.Ordinal);
        Assert.Contains("7 nodes: ", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void No_color_is_honoured()
    {
        var screen = Show($"NO_COLOR=1 opsshell audit {OpsCommand.FixtureRoot("sick-6.6")} -Check node/memory", 120);
        Assert.Contains("Critical", screen, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', screen);
    }

    [Fact]
    public void A_narrow_window_has_no_line_that_runs_over()
    {
        // What tmux had to wrap is joined again by -J and would be longer than the window.
        var screen = Show($"NO_COLOR=1 opsshell audit {OpsCommand.FixtureRoot("sick-6.6")}", 60);
        Assert.Contains("1 node: ", screen, StringComparison.Ordinal);
        Assert.All(screen.Split('\n').Where(line => !line.Contains("opsshell audit", StringComparison.Ordinal)), line => Assert.True(line.TrimEnd().Length <= 60, line));
    }

    /// <summary>What is on the screen and above it when the command is done.</summary>
    private string Show(string command, int columns)
    {
        OpsCommand.RequireProgram("tmux");
        _desk ??= Sandbox.With(fleet);
        var done = _desk[$"done-{Guid.NewGuid():N}"];
        var name = $"s{Guid.NewGuid():N}";
        _desk.Run("tmux", "-L", _server, "-f", "/dev/null", "new-session", "-d", "-s", name, "-x", $"{columns}", "-y", "50", $"{command}; touch {done}; sleep 60").Exits(0);
        var started = Stopwatch.GetTimestamp();
        while (!File.Exists(done))
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60), $"'{command}' does not end");
            Thread.Sleep(50);
        }
        return _desk.Run("tmux", "-L", _server, "capture-pane", "-p", "-e", "-J", "-S", "-1000", "-t", name).Exits(0).Output;
    }
}
