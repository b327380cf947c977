using System.Diagnostics;

namespace OpsShell.EndToEnd.Tests.Harness;

/// <summary>A program in a window of tmux: a real terminal, of which one can type at and look at.</summary>
internal sealed class TerminalWindow : IDisposable
{
    private const string Name = "window";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly string _server = $"opsshell-{Guid.NewGuid():N}";
    private readonly Sandbox _desk;

    public TerminalWindow(Sandbox desk, string command, int columns = 80, int rows = 24)
    {
        OpsCommand.RequireProgram("tmux");
        _desk = desk;
        // -u: a test may run where no locale is set.
        Tmux("-u", "-f", "/dev/null", "new-session", "-d", "-s", Name, "-x", $"{columns}", "-y", $"{rows}", $"{command}; echo ended with $?; exec sleep 600");
    }

    /// <summary>A shell with the prompt <c>desk$</c>.</summary>
    public static TerminalWindow OfDesk(Sandbox desk, int columns = 80)
    {
        var window = new TerminalWindow(desk, "env PS1='desk$ ' TERM=screen LC_ALL=C.UTF-8 sh", columns);
        return window.Shows("desk$");
    }

    /// <summary>The screen's lines, without blanks at their ends and empty lines at the end.</summary>
    public string Screen => string.Join('\n', Tmux("capture-pane", "-p", "-t", Name).Split('\n').Select(line => line.TrimEnd())).TrimEnd('\n');

    /// <summary>The screen with its colours.</summary>
    public string Colours => Tmux("capture-pane", "-p", "-e", "-t", Name);

    /// <summary>The screen with the lines that the terminal wrapped whole again.</summary>
    private string Whole => Tmux("capture-pane", "-p", "-J", "-t", Name);

    /// <summary>Column and row of the cursor, from 0.</summary>
    public string Cursor => Tmux("display-message", "-p", "-t", Name, "#{cursor_x} #{cursor_y}").Trim();

    /// <summary>Types text.</summary>
    public TerminalWindow Type(string text)
    {
        Tmux("send-keys", "-t", Name, "-l", text);
        return this;
    }

    /// <summary>Presses keys, by tmux's names: Enter, C-r, Up.</summary>
    public TerminalWindow Press(params string[] keys)
    {
        Tmux(["send-keys", "-t", Name, .. keys]);
        return this;
    }

    /// <summary>Types a line and waits until it stands there, so that what follows is typed at a prompt.</summary>
    public TerminalWindow Run(string line)
    {
        Type(line);
        Await(() => Whole.Contains(line, StringComparison.Ordinal), $"'{line}' typed");
        return Press("Enter");
    }

    /// <summary>Types a line and Enter, wherever it goes.</summary>
    public void Enter(string line)
    {
        Tmux("send-keys", "-t", Name, "-l", "--", line);
        Press("Enter");
    }

    /// <summary>Pastes text, with the marks of a paste when the program asked for them.</summary>
    public void Paste(string text)
    {
        Tmux("set-buffer", "-b", "text", text);
        Tmux("paste-buffer", "-p", "-b", "text", "-t", Name);
    }

    public void Resize(int columns, int rows) => Tmux("resize-window", "-t", Name, "-x", $"{columns}", "-y", $"{rows}");

    /// <summary>Waits until the screen has a text, also one that the terminal wrapped.</summary>
    public TerminalWindow Shows(string text, double? seconds = null)
    {
        Await(() => Screen.Contains(text, StringComparison.Ordinal) || Whole.Contains(text, StringComparison.Ordinal), $"'{text}' on the screen", seconds);
        return this;
    }

    /// <summary>Waits until the screen is as wanted.</summary>
    public void Await(Func<string, bool> wanted, string what) => Await(() => wanted(Screen), what);

    /// <summary>Waits until the screen ends in a text.</summary>
    public TerminalWindow EndsIn(string text)
    {
        Await(() => Screen.EndsWith(text, StringComparison.Ordinal), $"'{text}' at the end of the screen");
        return this;
    }

    /// <summary>Waits until the cursor is at the begin of a line, as it is when a command runs.</summary>
    public TerminalWindow IsAtLineStart()
    {
        Await(() => Cursor.StartsWith("0 ", StringComparison.Ordinal), "the begin of a line");
        return this;
    }

    /// <summary>Waits until a command reads keys, which the terminal itself then does not show.</summary>
    public TerminalWindow Asks()
    {
        var device = Tmux("display-message", "-p", "-t", Name, "#{pane_tty}").Trim();
        IsAtLineStart();
        Await(() => _desk.Run("stty", "-F", device, "-a").Output.Contains(" -echo ", StringComparison.Ordinal), "a question");
        return this;
    }

    /// <summary>Waits until something is so.</summary>
    public void Await(Func<bool> isSo, string what, double? seconds = null)
    {
        var patience = seconds is { } limit ? TimeSpan.FromSeconds(limit) : Patience;
        var started = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            if (Stopwatch.GetElapsedTime(started) > patience)
                Assert.Fail($"waited in vain for {what}; cursor {Cursor}:\n{Screen}");
            Thread.Sleep(30);
        }
    }

    public void Dispose() => _desk.Run("tmux", "-L", _server, "kill-server");

    private string Tmux(params string[] arguments) => _desk.Run("tmux", ["-L", _server, .. arguments]).Exits(0).Output;
}
