using System.Text;
using OpsShell.Shell.Editing;

namespace OpsShell.Shell.Tests.Editing;

/// <summary>A terminal with a script of what is typed, and a screen to look at.</summary>
internal sealed class FakeTerminal(int width, int height) : ITerminal
{
    private readonly Queue<(Func<TerminalEvent> Happens, bool AtWork)> _events = new();
    private VirtualScreen _screen = new(width, height);

    public ScreenSize Size { get; private set; } = new(width, height);

    public VirtualScreen Screen => _screen;

    /// <summary>Everything written, with its sequences.</summary>
    public StringBuilder Written { get; } = new();

    /// <summary>Whether keys come unchanged now.</summary>
    public bool IsRaw { get; private set; }

    /// <summary>What is typed, in one go.</summary>
    public FakeTerminal Type(string text) => When(() => Bytes(text));

    /// <summary>What is typed while the editor is at work on what was typed before, and not waiting.</summary>
    public FakeTerminal TypeAtWork(string text) => When(() => Bytes(text), atWork: true);

    /// <summary>Something done or looked at when all before has been typed.</summary>
    public FakeTerminal Then(Action action) => When(() =>
    {
        action();
        return new(TerminalEventKind.TimedOut);
    });

    /// <summary>The window gets another size, and its text is wrapped anew, as one line.</summary>
    public FakeTerminal Resize(int columns, int rows) => When(() =>
    {
        var text = _screen.Text.Replace("\n", "", StringComparison.Ordinal);
        (Size, _screen) = (new(columns, rows), new(columns, rows));
        _screen.Write(text);
        return new(TerminalEventKind.Redraw);
    });

    public void Write(string text)
    {
        Written.Append(text);
        _screen.Write(text);
    }

    public IDisposable EnterRawMode()
    {
        IsRaw = true;
        return new RawMode(this);
    }

    public TerminalEvent Next(TimeSpan? timeout)
    {
        Assert.True(IsRaw);
        // A glance while something takes long, as it may on a busy machine, is no reason for what is to follow it.
        var isGlance = timeout == TimeSpan.Zero;
        if (!_events.TryPeek(out var next) || (isGlance && !next.AtWork))
            return new(timeout is null ? TerminalEventKind.Closed : TerminalEventKind.TimedOut);
        return _events.Dequeue().Happens();
    }

    private static TerminalEvent Bytes(string text) => new(TerminalEventKind.Bytes, Encoding.UTF8.GetBytes(text));

    private FakeTerminal When(Func<TerminalEvent> happens, bool atWork = false)
    {
        _events.Enqueue((happens, atWork));
        return this;
    }

    private sealed class RawMode(FakeTerminal terminal) : IDisposable
    {
        public void Dispose() => terminal.IsRaw = false;
    }
}
