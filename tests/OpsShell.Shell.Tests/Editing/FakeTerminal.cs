using System.Text;
using OpsShell.Shell.Editing;

namespace OpsShell.Shell.Tests.Editing;

/// <summary>A terminal with a script of what is typed, and a screen to look at.</summary>
internal sealed class FakeTerminal(int width, int height) : ITerminal
{
    private readonly Queue<Func<TerminalEvent>> _events = new();
    private VirtualScreen _screen = new(width, height);

    public ScreenSize Size { get; private set; } = new(width, height);

    public VirtualScreen Screen => _screen;

    /// <summary>Everything written, with its sequences.</summary>
    public StringBuilder Written { get; } = new();

    /// <summary>Whether keys come unchanged now.</summary>
    public bool IsRaw { get; private set; }

    /// <summary>What is typed, in one go.</summary>
    public FakeTerminal Type(string text)
    {
        _events.Enqueue(() => new(TerminalEventKind.Bytes, Encoding.UTF8.GetBytes(text)));
        return this;
    }

    /// <summary>Something done or looked at when all before has been typed.</summary>
    public FakeTerminal Then(Action action)
    {
        _events.Enqueue(() =>
        {
            action();
            return new(TerminalEventKind.TimedOut);
        });
        return this;
    }

    /// <summary>The window gets another size, and its text is wrapped anew, as one line.</summary>
    public FakeTerminal Resize(int columns, int rows)
    {
        _events.Enqueue(() =>
        {
            var text = _screen.Text.Replace("\n", "", StringComparison.Ordinal);
            (Size, _screen) = (new(columns, rows), new(columns, rows));
            _screen.Write(text);
            return new(TerminalEventKind.Redraw);
        });
        return this;
    }

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
        return _events.TryDequeue(out var next) ? next() : new(timeout is null ? TerminalEventKind.Closed : TerminalEventKind.TimedOut);
    }

    private sealed class RawMode(FakeTerminal terminal) : IDisposable
    {
        public void Dispose() => terminal.IsRaw = false;
    }
}
