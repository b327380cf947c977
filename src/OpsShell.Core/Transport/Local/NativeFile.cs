using System.Runtime.InteropServices;
using OpsShell.Core.Probing;

namespace OpsShell.Core.Transport.Local;

/// <summary>
/// Reads files as the remote script does: up to a limit, without waiting for a writer at a FIFO, and with the kernel's own
/// word when it fails (.NET turns EISDIR into "access denied" and keeps the rest to itself).
/// </summary>
internal static partial class NativeFile
{
    // fcntl.h; the same on every architecture that .NET runs on under Linux, but for O_NOFOLLOW, which is not used.
    private const int ReadOnly = 0, NonBlocking = 0x800, CloseOnExec = 0x80000;
    private const int Interrupted = 4;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Where to read.</param>
    /// <param name="shownPath">The path to name in the result.</param>
    /// <param name="limit">Bytes kept.</param>
    public static ProbeContent Read(string path, string shownPath, int limit)
    {
        var handle = Open(path, ReadOnly | NonBlocking | CloseOnExec, 0);
        if (handle < 0)
            return Failure(shownPath);
        try
        {
            return ReadAll(handle, shownPath, limit);
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static unsafe ProbeContent ReadAll(int handle, string shownPath, int limit)
    {
        var buffer = new byte[Math.Min(limit + 1, 16 << 10)];
        var length = 0;
        while (length <= limit)
        {
            if (length == buffer.Length)
                Array.Resize(ref buffer, (int)Math.Min(limit + 1L, buffer.Length * 4L));
            nint count;
            fixed (byte* start = &buffer[length])
                count = ReadBytes(handle, start, buffer.Length - length);
            if (count == 0)
                break;
            if (count < 0 && Marshal.GetLastPInvokeError() == Interrupted)
                continue;
            if (count < 0)
                return Failure(shownPath);
            length += (int)count;
        }
        return length <= limit
            ? new ProbeContent(shownPath, ProbeStatus.Ok, buffer.AsMemory(0, length))
            : new ProbeContent(shownPath, ProbeStatus.Truncated, buffer.AsMemory(0, limit), $"it is longer than the limit of {limit} bytes");
    }

    private static ProbeContent Failure(string shownPath)
    {
        var error = Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
        return new ProbeContent(shownPath, ProbeErrors.StatusOf(error), default, error);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static unsafe partial nint ReadBytes(int handle, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
