using System.Runtime.InteropServices;
using System.Text;
using OpsShell.Core.Transport.Terminal;

namespace OpsShell.Ipvs.Watching;

/// <summary>
/// The terminal's alternate screen for a picture that is painted over and over, and the keys. What was on the screen before comes
/// back when this is disposed, when a signal ends the process and when the process ends otherwise.
/// </summary>
internal sealed class WatchScreen : IDisposable
{
    // xterm's: alternate screen, hidden cursor; and back, with the colours and the cursor.
    private const string Enter = "\x1b[?1049h\x1b[?25l\x1b[2J";
    private const string Leave = "\x1b[0m\x1b[?25h\x1b[?1049l";
    private static readonly PosixSignal[] _deadly = [PosixSignal.SIGHUP, PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM];

    private readonly LocalTerminal _terminal;
    private readonly WakeUp _wake = new();
    private readonly Thread _keys;
    private readonly List<PosixSignalRegistration> _signals;
    private readonly Lock _writing = new();
    private bool _left;

    /// <summary>Takes the screen.</summary>
    /// <param name="pressed">Gets the keys, on a thread of its own.</param>
    /// <param name="resized">Told when the window has another size, on a thread of its own.</param>
    public WatchScreen(Action<WatchKey> pressed, Action resized)
    {
        _terminal = LocalTerminal.Open();
        _signals = [.. _deadly.Select(signal => PosixSignalRegistration.Create(signal, _ => Restore())), PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => resized())];
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        LocalTerminal.Write(Encoding.ASCII.GetBytes(Enter));
        _keys = new Thread(() => ReadKeys(pressed), 128 << 10) { IsBackground = true, Name = "watch keys" };
        _keys.Start();
    }

    /// <summary>Whether this process has a terminal that can show a picture.</summary>
    public static bool IsPossible => LocalTerminal.Exists && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    /// <summary>Paints lines from the top; each is cleared to its end, so nothing flickers.</summary>
    public void Paint(IReadOnlyList<string> lines)
    {
        var text = new StringBuilder("\x1b[H");
        for (var row = 0; row < lines.Count; row++)
            text.Append(lines[row]).Append("\x1b[K").Append(row < lines.Count - 1 ? "\r\n" : "\x1b[J");
        lock (_writing)
        {
            if (!_left)
                LocalTerminal.Write(Encoding.UTF8.GetBytes(text.ToString()));
        }
    }

    /// <summary>Gives the screen back.</summary>
    public void Dispose()
    {
        _wake.Ring();
        _keys.Join();
        Restore();
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        _signals.ForEach(signal => signal.Dispose());
        _wake.Dispose();
    }

    private void ReadKeys(Action<WatchKey> pressed)
    {
        var buffer = new byte[256];
        int count;
        while ((count = LocalTerminal.Read(buffer, _wake)) > 0)
        {
            foreach (var key in WatchKeys.Decode(buffer.AsSpan(0, count)))
                pressed(key);
        }
        // The terminal is gone; when woken, nobody waits for this any more.
        pressed(WatchKey.Quit);
    }

    private void OnExit(object? sender, EventArgs arguments) => Restore();

    private void Restore()
    {
        lock (_writing)
        {
            if (_left)
                return;
            _left = true;
            LocalTerminal.Write(Encoding.ASCII.GetBytes(Leave));
        }
        _terminal.Dispose();
    }
}
