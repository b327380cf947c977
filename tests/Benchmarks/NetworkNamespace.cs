using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace OpsShell.Benchmarks;

/// <summary>Runs things in a network namespace of their own, with only the loopback interface, as root.</summary>
internal static partial class NetworkNamespace
{
    private const int NewNetwork = 0x40000000;

    /// <summary>
    /// Runs an action in a new one. A namespace is a thread's own and what it starts (sockets, processes) has it too, so the action
    /// must not hand that to other threads.
    /// </summary>
    /// <exception cref="InvalidOperationException">The kernel makes none.</exception>
    public static void Run(Action action)
    {
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                Enter();
                action();
            }
            catch (Exception error)
            {
                failure = ExceptionDispatchInfo.Capture(error);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
    }

    private static void Enter()
    {
        if (Unshare(NewNetwork) != 0)
            throw new InvalidOperationException($"no network namespace can be made: {Marshal.GetLastPInvokeErrorMessage()}");
        Command.Run("ip", "link", "set", "lo", "up");
    }

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static partial int Unshare(int flags);
}
