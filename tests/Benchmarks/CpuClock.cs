using System.Globalization;
using System.Runtime.InteropServices;

namespace OpsShell.Benchmarks;

/// <summary>Reads processor time.</summary>
internal static partial class CpuClock
{
    // getrusage(2): of children that were waited for, with their descendants. A struct rusage is 2 timevals and 14 longs.
    private const int Children = -1, RusageLongs = 18;

    // proc_pid_stat(5): utime, stime, cutime and cstime are fields 14 to 17; what follows the name in parentheses begins with field 3.
    private const int UserTimeField = 14, FirstField = 3, TimeFields = 4;
    private const double TicksPerSecond = 100;

    /// <summary>User and system time of all processes that this one has waited for.</summary>
    public static TimeSpan OfChildren()
    {
        var usage = new long[RusageLongs];
        return GetResourceUsage(Children, usage) == 0
            ? TimeSpan.FromSeconds(usage[0] + usage[2]) + TimeSpan.FromMicroseconds(usage[1] + usage[3])
            : throw new InvalidOperationException($"getrusage failed: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>User and system time of a process and of the children that it has waited for, in steps of 10 ms.</summary>
    public static TimeSpan OfTree(int processId)
    {
        var text = File.ReadAllText($"/proc/{processId}/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = fields.Skip(UserTimeField - FirstField).Take(TimeFields).Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    /// <summary>How many children a process has.</summary>
    public static int CountChildren(int processId) =>
        File.ReadAllText($"/proc/{processId}/task/{processId}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    [LibraryImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    private static partial int GetResourceUsage(int who, [Out] long[] usage);
}
