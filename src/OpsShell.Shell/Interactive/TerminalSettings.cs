using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OpsShell.Shell.Interactive;

/// <summary>The settings of a terminal (termios(3)), as glibc and musl lay them out.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TerminalSettings
{
    private const uint CarriageReturnToLineFeed = 0x100, LineFeedToCarriageReturn = 0x40, IgnoreCarriageReturn = 0x80, FlowControl = 0x400;
    private const uint Signals = 0x1, Lines = 0x2, Echo = 0x8, Extensions = 0x8000;
    private const int LeastTime = 5, LeastBytes = 6;

    private uint _input;
    private uint _output;
    private uint _control;
    private uint _local;
    private byte _discipline;
    private ControlCharacters _characters;
    private uint _inputSpeed;
    private uint _outputSpeed;

    /// <summary>Whether a program can be run as in any shell: lines, echo, Ctrl-C.</summary>
    public readonly bool IsUsual => (_local & (Signals | Lines | Echo)) == (Signals | Lines | Echo);

    /// <summary>Every key as it is, at once, without a signal. Output stays as it was: a line feed still returns the carriage.</summary>
    public readonly TerminalSettings Raw()
    {
        var raw = this;
        raw._input &= ~(CarriageReturnToLineFeed | LineFeedToCarriageReturn | IgnoreCarriageReturn | FlowControl);
        raw._local &= ~(Signals | Lines | Echo | Extensions);
        raw._characters[LeastTime] = 0;
        raw._characters[LeastBytes] = 1;
        return raw;
    }

    [InlineArray(32)]
    private struct ControlCharacters
    {
        private byte _first;
    }
}
