using System.Runtime.InteropServices;

namespace OpsShell.Shell.Interactive;

/// <summary>The system calls about a terminal that .NET does not offer. The numbers are Linux's, the same for all its processors here.</summary>
internal static partial class NativeTerminal
{
    public const short PollIn = 1;
    public const int Interrupted = 4;
    private const nuint GetWindowSize = 0x5413, GetWaiting = 0x541b;
    private const int AfterOutput = 1;

    /// <summary>The settings of a terminal, or null when it is none.</summary>
    public static TerminalSettings? GetSettings(int descriptor)
    {
        var settings = default(TerminalSettings);
        return TcGetAttr(descriptor, ref settings) == 0 ? settings : null;
    }

    /// <summary>Sets them once what was written has gone out; what was typed ahead stays.</summary>
    public static void Apply(int descriptor, TerminalSettings settings) => TcSetAttr(descriptor, AfterOutput, ref settings);

    /// <summary>Columns and rows, or zeros.</summary>
    public static (int Columns, int Rows) SizeOf(int descriptor)
    {
        var size = default(WindowSize);
        return IoCtl(descriptor, GetWindowSize, ref size) == 0 ? (size.Columns, size.Rows) : (0, 0);
    }

    /// <summary>The bytes that wait to be read.</summary>
    public static int Waiting(int descriptor)
    {
        var count = 0;
        return CountWaiting(descriptor, GetWaiting, ref count) == 0 ? count : 0;
    }

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Poll([In, Out] PollItem[] items, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint Read(int descriptor, byte[] buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int TcGetAttr(int descriptor, ref TerminalSettings settings);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int TcSetAttr(int descriptor, int when, ref TerminalSettings settings);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int IoCtl(int descriptor, nuint request, ref WindowSize size);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CountWaiting(int descriptor, nuint request, ref int count);

    [StructLayout(LayoutKind.Sequential)]
    public struct PollItem
    {
        public int Descriptor;
        public short Events;
        public short Happened;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Rows, Columns, PixelWidth, PixelHeight;
    }
}
