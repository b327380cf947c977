using System.Runtime.InteropServices;

namespace OpsShell.Core.Transport.Terminal;

/// <summary>
/// The terminal that this process runs in, taken raw: keys arrive as they are typed, and what is written is shown as it is. It gets
/// its settings back when this is disposed, when a signal ends the process, and when the process ends otherwise.
/// </summary>
public sealed partial class LocalTerminal : IDisposable
{
    private const int StandardInput = 0, StandardOutput = 1;
    private const int AfterOutput = 1;

    // struct termios has 60 bytes with glibc and musl; only the C library looks into it.
    private const int SettingsSize = 256;
    private static readonly PosixSignal[] Deadly = [PosixSignal.SIGHUP, PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM];

    private readonly byte[] _settings;
    private readonly PosixSignalRegistration[] _signals;
    private int _restored;

    private LocalTerminal(byte[] settings)
    {
        _settings = settings;
        var raw = (byte[])settings.Clone();
        MakeRaw(raw);
        _signals = [.. Deadly.Select(signal => PosixSignalRegistration.Create(signal, _ => Restore()))];
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        _ = SetSettings(StandardInput, AfterOutput, raw);
    }

    /// <summary>Whether standard input and output are a terminal.</summary>
    public static bool Exists => !Console.IsInputRedirected && !Console.IsOutputRedirected;

    /// <summary>Takes the terminal.</summary>
    /// <exception cref="InvalidOperationException">Standard input or output is no terminal.</exception>
    public static LocalTerminal Open()
    {
        var settings = new byte[SettingsSize];
        return Exists && GetSettings(StandardInput, settings) == 0
            ? new LocalTerminal(settings)
            : throw new InvalidOperationException("standard input and output are not a terminal");
    }

    /// <summary>Its size now; 80 x 24 where it does not know.</summary>
    public static unsafe TerminalSize Size
    {
        get
        {
            const uint GetWindowSize = 0x5413;
            var size = stackalloc ushort[4];
            return Control(StandardOutput, GetWindowSize, size) == 0 && size[0] > 0 && size[1] > 0 ? new(size[1], size[0]) : new(80, 24);
        }
    }

    /// <summary>Waits for keys, and reads them.</summary>
    /// <param name="buffer">Where they go.</param>
    /// <param name="wake">Ends the wait.</param>
    /// <returns>Their number; 0 when it was woken, or the terminal is gone.</returns>
    public static unsafe int Read(Span<byte> buffer, WakeUp wake)
    {
        const short Readable = 1;
        const int InterruptedCall = 4;
        var waits = stackalloc PollEntry[] { new(StandardInput, Readable), new(wake.Descriptor, Readable) };
        while (Poll(waits, 2, -1) < 0)
        {
            if (Marshal.GetLastPInvokeError() != InterruptedCall)
                return 0;
        }
        if (waits[1].Happened != 0)
            return 0;
        fixed (byte* start = buffer)
            return Math.Max(0, (int)ReadBytes(StandardInput, start, buffer.Length));
    }

    /// <summary>Shows bytes; waits until the terminal has taken them.</summary>
    public static unsafe void Write(ReadOnlySpan<byte> bytes)
    {
        const int InterruptedCall = 4, TryAgain = 11;
        while (!bytes.IsEmpty)
        {
            nint written;
            fixed (byte* start = bytes)
                written = WriteBytes(StandardOutput, start, bytes.Length);
            if (written >= 0)
                bytes = bytes[(int)written..];
            else if (Marshal.GetLastPInvokeError() is TryAgain)
                Thread.Sleep(1);
            else if (Marshal.GetLastPInvokeError() != InterruptedCall)
                return;
        }
    }

    /// <summary>Gives the terminal its settings back.</summary>
    public void Dispose()
    {
        Restore();
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        foreach (var signal in _signals)
            signal.Dispose();
    }

    private void OnExit(object? sender, EventArgs arguments) => Restore();

    private void Restore()
    {
        if (Interlocked.Exchange(ref _restored, 1) == 0)
            _ = SetSettings(StandardInput, AfterOutput, _settings);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry(int descriptor, short wanted)
    {
        public int Descriptor = descriptor;
        public short Wanted = wanted;
        public short Happened;
    }

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    private static partial int GetSettings(int descriptor, [Out] byte[] settings);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    private static partial int SetSettings(int descriptor, int when, byte[] settings);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    private static partial void MakeRaw([In, Out] byte[] settings);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static unsafe partial int Control(int descriptor, nuint request, ushort* size);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static unsafe partial int Poll(PollEntry* entries, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static unsafe partial nint ReadBytes(int descriptor, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static unsafe partial nint WriteBytes(int descriptor, byte* buffer, nint count);
}
