using System.Globalization;
using System.Text.RegularExpressions;

namespace OpsShell.Audit.Facts;

/// <summary>One event in the kernel log.</summary>
/// <param name="Kind">What it reports.</param>
/// <param name="SecondsSinceBoot">Its time stamp; null when the kernel stamps no times (printk.time=0).</param>
/// <param name="Text">The line without the stamp.</param>
public sealed partial record KernelEvent(KernelEventKind Kind, double? SecondsSinceBoot, string Text)
{
    // In order: the first that fits decides. Where an event writes many lines, only the one that it writes once counts.
    // The patterns follow node-problem-detector's config/kernel-monitor.json and the kernel's own printk calls.
    private static readonly (KernelEventKind Kind, Regex Pattern)[] Rules =
    [
        (KernelEventKind.CgroupOomKill, CgroupOom()),
        (KernelEventKind.OomKill, Oom()),
        (KernelEventKind.Lockup, Lockup()),
        (KernelEventKind.RcuStall, RcuStall()),
        (KernelEventKind.Oops, Oops()),
        (KernelEventKind.HungTask, HungTask()),
        (KernelEventKind.ReadOnlyRemount, ReadOnlyRemount()),
        (KernelEventKind.CorrectedHardwareError, CorrectedHardware()),
        (KernelEventKind.HardwareError, Hardware()),
        (KernelEventKind.FilesystemError, Filesystem()),
        (KernelEventKind.IoError, InputOutput()),
        (KernelEventKind.NetworkTimeout, NetworkTimeout()),
        (KernelEventKind.ConntrackFull, ConntrackFull()),
        (KernelEventKind.NetworkDeviceStuck, DeviceStuck()),
        (KernelEventKind.NfsTimeout, NfsTimeout()),
        (KernelEventKind.ClocksourceUnstable, ClocksourceUnstable()),
        (KernelEventKind.KernelWarning, Warning()),
    ];

    /// <summary>Splits a line of dmesg into its time stamp, if it has one, and its text. Raw priorities (<c>&lt;6&gt;</c>) are dropped.</summary>
    internal static (double? Seconds, string Text) Split(string line)
    {
        var match = Stamp().Match(line);
        if (!match.Success)
            return (null, line.Trim());
        var seconds = double.Parse(match.Groups["seconds"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return (seconds, line[match.Length..].Trim());
    }

    /// <summary>
    /// Whether the line announces that a cgroup's process is about to be killed. Old kernels (3.10 and 4.18 among them) write this line and then
    /// "Killed process", which alone does not tell a cgroup's kill from one of the whole node.
    /// </summary>
    internal static bool AnnouncesCgroupOomKill(string line) =>
        Split(line).Text.StartsWith("Memory cgroup out of memory: Kill process ", StringComparison.Ordinal);

    /// <summary>The event that a line reports; null when it reports none.</summary>
    internal static KernelEvent? Of(string line)
    {
        var (seconds, text) = Split(line);
        foreach (var (kind, pattern) in Rules)
        {
            if (pattern.IsMatch(text))
                return new KernelEvent(kind, seconds, text);
        }
        return null;
    }

    [GeneratedRegex(@"^(?:<[0-9]{1,3}>)?\[ *(?<seconds>[0-9]{1,12}(?:\.[0-9]{1,9})?)\](?:\[[^\]]{0,32}\])? ?")]
    private static partial Regex Stamp();

    [GeneratedRegex(@"^Memory cgroup out of memory: Killed process [0-9]+ ")]
    private static partial Regex CgroupOom();

    [GeneratedRegex(@"Killed process [0-9]+ \(")]
    private static partial Regex Oom();

    [GeneratedRegex(@"soft lockup - CPU#|detected hard LOCKUP|hard LOCKUP on cpu|BUG: workqueue lockup")]
    private static partial Regex Lockup();

    [GeneratedRegex(@"^(?:rcu: )?INFO: rcu_[a-z_]+ (?:self-)?detected (?:expedited )?stalls? ")]
    private static partial Regex RcuStall();

    [GeneratedRegex(@"^BUG: |kernel BUG at |^Oops(?:: |\[)|^general protection fault[:,]|^divide error: |^Unable to handle kernel |^Internal error: Oops|^Kernel panic")]
    private static partial Regex Oops();

    [GeneratedRegex(@"task .+:[0-9]+ blocked for more than [0-9]+ seconds")]
    private static partial Regex HungTask();

    [GeneratedRegex(@"Remounting filesystem read-only")]
    private static partial Regex ReadOnlyRemount();

    [GeneratedRegex(@"event severity: corrected|CE memory read error|EDAC [^ ]+: [0-9]+ CE |[Cc]orrected error|Machine check events logged")]
    private static partial Regex CorrectedHardware();

    [GeneratedRegex(@"event severity: (?:fatal|recoverable)|EDAC [^ ]+: [0-9]+ UE |\[Hardware Error\]: CPU [0-9]+: Machine Check|Uncorrected hardware memory error|Memory failure: ")]
    private static partial Regex Hardware();

    [GeneratedRegex(@"^EXT[234]-fs error|^XFS \(.+\): .*(?:[Cc]orrupt|[Ss]hut(?:ting)? ?down|metadata I/O error)|^BTRFS(?:: | )(?:error|critical)|^JBD2: .*(?:error|aborted)")]
    private static partial Regex Filesystem();

    [GeneratedRegex(@"I/O error, dev |Buffer I/O error|critical (?:medium|target) error|nvme.*(?:I/O .*timeout|controller is down|Abort status)|rejecting I/O to offline device")]
    private static partial Regex InputOutput();

    [GeneratedRegex(@"NETDEV WATCHDOG|transmit queue [0-9]+ timed out")]
    private static partial Regex NetworkTimeout();

    [GeneratedRegex(@"nf_conntrack: .*table full")]
    private static partial Regex ConntrackFull();

    [GeneratedRegex(@"unregister_netdevice: waiting for .+ to become free")]
    private static partial Regex DeviceStuck();

    [GeneratedRegex(@"^nfs: server .+ not responding")]
    private static partial Regex NfsTimeout();

    [GeneratedRegex(@"Marking clocksource '?[a-z_-]+'? as unstable|Marking TSC unstable")]
    private static partial Regex ClocksourceUnstable();

    [GeneratedRegex(@"^WARNING: (?:CPU: |.+ at )")]
    private static partial Regex Warning();
}
