using OpsShell.Core.Facts;

namespace OpsShell.Audit.Facts;

/// <summary>
/// One <c>cpu</c> line of /proc/stat: time since boot in ticks of USER_HZ (1/100 s). Which fields exist grew with the kernel
/// (steal 2.6.11, guest 2.6.24, guest_nice 2.6.33); one that is missing is 0.
/// </summary>
public sealed record CpuTimes
{
    /// <summary>Normal processes in user mode; includes <see cref="Guest"/>.</summary>
    public required ulong User { get; init; }

    /// <summary>Niced processes in user mode; includes <see cref="GuestNice"/>.</summary>
    public required ulong Nice { get; init; }

    /// <summary>Processes in kernel mode.</summary>
    public required ulong System { get; init; }

    /// <summary>Idle.</summary>
    public required ulong Idle { get; init; }

    /// <summary>Idle while a task of this CPU waited for I/O. The kernel's own documentation calls it unreliable; it can go backwards.</summary>
    public ulong IoWait { get; init; }

    /// <summary>Hard interrupts. Sampled by the tick, so unreliable, on kernels without IRQ_TIME_ACCOUNTING.</summary>
    public ulong Irq { get; init; }

    /// <summary>Soft interrupts; the same limit as <see cref="Irq"/>.</summary>
    public ulong SoftIrq { get; init; }

    /// <summary>Time in which the hypervisor ran something else although this virtual CPU wanted to run.</summary>
    public ulong Steal { get; init; }

    /// <summary>Running a virtual CPU of a guest; contained in <see cref="User"/>.</summary>
    public ulong Guest { get; init; }

    /// <summary>Running a virtual CPU of a niced guest; contained in <see cref="Nice"/>.</summary>
    public ulong GuestNice { get; init; }

    internal static CpuTimes Parse(TextLine line, string[] fields)
    {
        if (fields.Length < 5)
            throw line.Error($"a cpu line has at least 4 times, found {fields.Length - 1}");
        ulong Field(int index, string name) => index < fields.Length ? line.UnsignedNumber(fields[index], name) : 0;
        return new CpuTimes
        {
            User = Field(1, "user"),
            Nice = Field(2, "nice"),
            System = Field(3, "system"),
            Idle = Field(4, "idle"),
            IoWait = Field(5, "iowait"),
            Irq = Field(6, "irq"),
            SoftIrq = Field(7, "softirq"),
            Steal = Field(8, "steal"),
            Guest = Field(9, "guest"),
            GuestNice = Field(10, "guest_nice"),
        };
    }
}
