using OpsShell.Core.Facts;

namespace OpsShell.Audit.Facts;

/// <summary>
/// One line of /proc/net/softnet_stat: packets as one CPU took them from the cards (softnet_seq_show in net/core/net-procfs.c).
/// Hexadecimal columns: 9 at first, 10 since 2.6.35 (received_rps), 11 since 3.11 (flow_limit_count), 13 since 5.10 (backlog
/// length and CPU number), 15 since 6.5 (input and process queue length). All counters have 32 bits and wrap.
/// </summary>
public sealed record SoftnetCpu
{
    /// <summary>CPU number: column 13 (zero based 12) where there is one, else the line's place, which is off after an offline CPU.</summary>
    public required int Cpu { get; init; }

    /// <summary>Packets processed.</summary>
    public required uint Processed { get; init; }

    /// <summary>Packets dropped because the CPU's backlog (net.core.netdev_max_backlog) was full.</summary>
    public required uint Dropped { get; init; }

    /// <summary>Times the poll loop stopped with work left, its budget of packets or time used up.</summary>
    public required uint TimeSqueeze { get; init; }

    /// <summary>Wake-ups for packets steered here by RPS; null on kernels before 2.6.35.</summary>
    public uint? ReceivedRps { get; init; }

    /// <summary>Packets refused by the flow limit; null on kernels before 3.11.</summary>
    public uint? FlowLimitCount { get; init; }

    internal static SoftnetCpu Parse(TextLine line, int row)
    {
        var fields = line.Fields(3);
        var cpu = fields.Length > 12 ? line.Hex(fields[12], "CPU number") : (uint)row;
        if (cpu >= 1 << 20)
            throw line.Error($"CPU number {cpu} is out of range");
        return new SoftnetCpu
        {
            Cpu = (int)cpu,
            Processed = line.Hex(fields[0], "processed"),
            Dropped = line.Hex(fields[1], "dropped"),
            TimeSqueeze = line.Hex(fields[2], "time_squeeze"),
            ReceivedRps = fields.Length > 9 ? line.Hex(fields[9], "received_rps") : null,
            FlowLimitCount = fields.Length > 10 ? line.Hex(fields[10], "flow_limit_count") : null,
        };
    }
}
