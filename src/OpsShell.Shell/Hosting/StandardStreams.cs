using System.Runtime.InteropServices;

namespace OpsShell.Shell.Hosting;

/// <summary>
/// Standard streams that were closed when opsshell started (<c>&lt;&amp;-</c>, some init systems). Their numbers then belong to
/// files that the .NET runtime has opened for itself: reading there waits for ever, and writing there harms the runtime.
/// </summary>
internal static partial class StandardStreams
{
    private const int GetDescriptorFlags = 1, CloseOnExec = 1;
    private const short PollError = 8;

    /// <summary>Whether standard output was closed.</summary>
    public static bool OutputIsClosed => IsClosed(1);

    /// <summary>
    /// Whether standard output is a pipe whose reader has gone (<c>| head</c>). .NET's console says nothing of that: it swallows what
    /// is written from then on.
    /// </summary>
    public static bool ReaderIsGone
    {
        get
        {
            var output = new PollDescriptor { Descriptor = 1 };
            return Poll(ref output, 1, 0) > 0 && (output.Returned & PollError) != 0;
        }
    }

    /// <summary>Has closed streams read as empty, and swallow what is written to them.</summary>
    public static void Guard()
    {
        if (IsClosed(0))
            Console.SetIn(TextReader.Null);
        if (OutputIsClosed)
            Console.SetOut(TextWriter.Null);
        if (IsClosed(2))
            Console.SetError(TextWriter.Null);
    }

    /// <summary>What a program inherits has not the mark "close on exec"; what its runtime opens has.</summary>
    private static bool IsClosed(int descriptor) => Control(descriptor, GetDescriptorFlags) is var flags && (flags < 0 || (flags & CloseOnExec) != 0);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int descriptor, int command);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref PollDescriptor descriptors, nuint count, int timeout);

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Wanted;
        public short Returned;
    }
}
