using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;
using OpsShell.Shell.Editing;

namespace OpsShell.Shell.Interactive;

/// <summary>
/// The terminal on standard input and output. Its keys are read here and not by .NET, which would take apart what a terminal
/// sends as one: a pasted text, a key with modifiers.
/// </summary>
internal sealed class UnixTerminal : ITerminal, IDisposable
{
    private const int Input = 0, Output = 1;
    private const byte ControlD = 4;
    private static readonly byte[] ControlC = [3];
    private readonly Stream _output = Console.OpenStandardOutput();
    private readonly AnonymousPipeServerStream _wake = new(PipeDirection.Out, HandleInheritability.None);
    private readonly byte[] _buffer = new byte[4096];
    private readonly PosixSignalRegistration[] _signals;
    private readonly Lock _gate = new();
    private TerminalSettings _usual;
    private bool _isRaw, _ended, _interrupted;
    private int _typedAhead;

    /// <summary>Takes the terminal; its settings are those that programs are to find.</summary>
    /// <exception cref="IOException">Standard input is no terminal.</exception>
    public UnixTerminal()
    {
        _usual = NativeTerminal.GetSettings(Input) ?? throw new IOException("Standard input is not a terminal.");
        _signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Wake()),
            PosixSignalRegistration.Create(PosixSignal.SIGCONT, Resume),
        ];
        AppDomain.CurrentDomain.ProcessExit += LeaveRawMode;
    }

    public ScreenSize Size
    {
        get
        {
            var (columns, rows) = NativeTerminal.SizeOf(Output);
            return new(columns > 0 ? Math.Max(columns, 4) : 80, rows > 0 ? rows : 24);
        }
    }

    public void Write(string text)
    {
        if (text.Length == 0)
            return;
        _output.Write(Encoding.UTF8.GetBytes(text));
        _output.Flush();
    }

    public IDisposable EnterRawMode()
    {
        lock (_gate)
        {
            // A program may have changed them for good (stty); one that died may have left them unfit for a shell.
            if (!_isRaw && NativeTerminal.GetSettings(Input) is { IsUsual: true } now)
                _usual = now;
            var wasRaw = _isRaw;
            _isRaw = true;
            NativeTerminal.Apply(Input, _usual.Raw());
            if (!wasRaw)
                _typedAhead = NativeTerminal.Waiting(Input);
        }
        return new RawMode(this);
    }

    public TerminalEvent Next(TimeSpan? timeout)
    {
        var wake = (int)_wake.ClientSafePipeHandle.DangerousGetHandle();
        NativeTerminal.PollItem[] items =
        [
            new() { Descriptor = Input, Events = NativeTerminal.PollIn },
            new() { Descriptor = wake, Events = NativeTerminal.PollIn },
        ];
        var ready = NativeTerminal.Poll(items, 2, timeout is { } time ? (int)time.TotalMilliseconds : -1);
        if (_ended)
            return new(TerminalEventKind.Closed);
        if (ready < 0)
            return new(Marshal.GetLastPInvokeError() == NativeTerminal.Interrupted ? TerminalEventKind.TimedOut : TerminalEventKind.Closed);
        if ((items[1].Happened & NativeTerminal.PollIn) != 0)
        {
            _ = NativeTerminal.Read(wake, _buffer, (nuint)_buffer.Length);
            return TakeInterrupt() ? new(TerminalEventKind.Bytes, ControlC) : new(TerminalEventKind.Redraw);
        }
        return items[0].Happened != 0 ? Read() : new(TerminalEventKind.TimedOut);
    }

    /// <summary>Gives Ctrl-C to what waits for keys: a signal that came although the terminal sends none.</summary>
    public void Interrupt()
    {
        _interrupted = true;
        Wake();
    }

    /// <summary>Takes an interrupt that came when nothing waited for keys.</summary>
    /// <returns>Whether there was one.</returns>
    public bool TakeInterrupt() => Interlocked.Exchange(ref _interrupted, false);

    /// <summary>Ends what waits for keys, from another thread.</summary>
    public void End()
    {
        _ended = true;
        Wake();
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= LeaveRawMode;
        LeaveRawMode(this, EventArgs.Empty);
        foreach (var signal in _signals)
            signal.Dispose();
        _wake.Dispose();
        _output.Dispose();
    }

    private TerminalEvent Read()
    {
        var count = NativeTerminal.Read(Input, _buffer, (nuint)_buffer.Length);
        if (count > 0)
        {
            // Ctrl-D that was typed while a command ran: the kernel has noted the end of a text, as a zero byte (n_tty.c).
            var ahead = Math.Min((int)count, _typedAhead);
            _buffer.AsSpan(0, ahead).Replace((byte)0, ControlD);
            _typedAhead -= ahead;
            return new(TerminalEventKind.Bytes, _buffer.AsMemory(0, (int)count));
        }
        var again = count < 0 && Marshal.GetLastPInvokeError() == NativeTerminal.Interrupted;
        return new(again ? TerminalEventKind.TimedOut : TerminalEventKind.Closed);
    }

    private void Wake()
    {
        try
        {
            _wake.WriteByte(0);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // A signal at the very end.
        }
    }

    private void Resume(PosixSignalContext context)
    {
        // .NET would put its own idea of the terminal in place.
        context.Cancel = true;
        lock (_gate)
        {
            if (_isRaw)
                NativeTerminal.Apply(Input, _usual.Raw());
        }
        Wake();
    }

    private void LeaveRawMode(object? sender, EventArgs arguments)
    {
        lock (_gate)
        {
            if (_isRaw)
                NativeTerminal.Apply(Input, _usual);
            _isRaw = false;
        }
    }

    private sealed class RawMode(UnixTerminal terminal) : IDisposable
    {
        public void Dispose() => terminal.LeaveRawMode(terminal, EventArgs.Empty);
    }
}
