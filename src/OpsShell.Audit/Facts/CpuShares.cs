using OpsShell.Core.Facts;

namespace OpsShell.Audit.Facts;

/// <summary>Where a CPU's time went between two readings, each in percent of the whole; without guest, which user contains.</summary>
/// <param name="User">Normal processes.</param>
/// <param name="Nice">Niced processes.</param>
/// <param name="System">Kernel mode.</param>
/// <param name="Idle">Idle.</param>
/// <param name="IoWait">Idle with I/O outstanding.</param>
/// <param name="Irq">Hard interrupts.</param>
/// <param name="SoftIrq">Soft interrupts.</param>
/// <param name="Steal">Taken by the hypervisor.</param>
public sealed record CpuShares(
    double User, double Nice, double System, double Idle, double IoWait, double Irq, double SoftIrq, double Steal)
{
    /// <summary>All that is neither idle nor waiting for I/O, in percent.</summary>
    public double Busy => User + Nice + System + Irq + SoftIrq + Steal;

    /// <summary>
    /// The shares between two readings; null when no tick passed. A field that went backwards (iowait and steal may) counts as
    /// not having moved.
    /// </summary>
    internal static CpuShares? Between(CpuTimes first, CpuTimes second)
    {
        static double Moved(ulong a, ulong b) => Samples.Delta(a, b) ?? 0;
        var user = Moved(first.User, second.User);
        var nice = Moved(first.Nice, second.Nice);
        var system = Moved(first.System, second.System);
        var idle = Moved(first.Idle, second.Idle);
        var ioWait = Moved(first.IoWait, second.IoWait);
        var irq = Moved(first.Irq, second.Irq);
        var softIrq = Moved(first.SoftIrq, second.SoftIrq);
        var steal = Moved(first.Steal, second.Steal);
        var total = user + nice + system + idle + ioWait + irq + softIrq + steal;
        if (total <= 0)
            return null;
        var percent = 100 / total;
        return new CpuShares(
            user * percent, nice * percent, system * percent, idle * percent, ioWait * percent, irq * percent, softIrq * percent, steal * percent);
    }
}
