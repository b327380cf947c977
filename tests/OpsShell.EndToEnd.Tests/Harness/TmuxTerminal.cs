using System.Diagnostics;

namespace OpsShell.EndToEnd.Tests.Harness;

/// <summary>A terminal of tmux with a shell in it, to type at and to look at.</summary>
internal sealed class TmuxTerminal : IDisposable
{
    private readonly string _server = $"opsshell-{Guid.NewGuid():N}";
    private readonly Sandbox _desk;

    public TmuxTerminal(Sandbox desk, int columns = 80, int rows = 24)
    {
        OpsCommand.RequireProgram("tmux");
        _desk = desk;
        Tmux("-f", "/dev/null", "new-session", "-d", "-x", $"{columns}", "-y", $"{rows}", "env PS1='desk$ ' TERM=screen LC_ALL=C.UTF-8 sh");
        // Sizes are the test's to say, not those of a client that looks on.
        Tmux("set-option", "-g", "window-size", "manual");
        See("desk$");
    }

    /// <summary>What is on the screen.</summary>
    public string Screen => Tmux("capture-pane", "-p", "-J").TrimEnd();

    /// <summary>Types a line and Enter.</summary>
    public void Type(string line)
    {
        Tmux("send-keys", "-l", "--", line);
        Press("Enter");
    }

    /// <summary>Presses keys, as tmux names them.</summary>
    public void Press(params string[] keys) => Tmux(["send-keys", "--", .. keys]);

    /// <summary>Gives the window another size.</summary>
    public void Resize(int columns, int rows) => Tmux("resize-window", "-x", $"{columns}", "-y", $"{rows}");

    /// <summary>Waits until the screen has the text.</summary>
    public void See(string text, double seconds = 20) => Await(screen => screen.Contains(text, StringComparison.Ordinal), $"shows '{text}'", seconds);

    /// <summary>Waits until the screen is as wanted.</summary>
    public void Await(Func<string, bool> wanted, string what, double seconds = 20)
    {
        var started = Stopwatch.GetTimestamp();
        while (!wanted(Screen))
        {
            Assert.True(Stopwatch.GetElapsedTime(started).TotalSeconds < seconds, $"The screen never {what}:\n{Screen}");
            Thread.Sleep(50);
        }
    }

    public void Dispose() => _desk.Run("tmux", "-L", _server, "kill-server");

    private string Tmux(params string[] arguments) => _desk.Run("tmux", ["-L", _server, .. arguments]).Exits(0).Output;
}
