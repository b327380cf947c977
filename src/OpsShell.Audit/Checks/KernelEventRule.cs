using OpsShell.Audit.Facts;
using OpsShell.Core.Findings;

namespace OpsShell.Audit.Checks;

/// <summary>What an event in the kernel log means.</summary>
/// <param name="Subject">Subject of the finding; stable.</param>
/// <param name="Name">The event in words.</param>
/// <param name="Status">How bad it is while it is recent.</param>
/// <param name="Explanation">What it means.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record KernelEventRule(string Subject, string Name, FindingStatus Status, string Explanation, string Remedy)
{
    /// <summary>The rule for a kind of event; OOM kills have none here, they belong to node/memory.</summary>
    internal static KernelEventRule Of(KernelEventKind kind) => kind switch
    {
        KernelEventKind.Oops => new(
            "oops", "The kernel crashed (oops, BUG)", FindingStatus.Critical,
            "The kernel hit a bug or bad memory and went on with whatever was damaged: locks may be held for ever, data may be wrong.",
            "Save 'dmesg -T' (and /var/crash when kdump runs), drain the node and reboot it. The first lines of the trace name the module: look for an update of the kernel or driver."),
        KernelEventKind.Lockup => new(
            "lockup", "A CPU locked up", FindingStatus.Critical,
            "A CPU did not leave the kernel for 20 s or more: a kernel bug, or on a virtual machine a host that did not let it run.",
            "The trace after the line shows where. Look at steal time (node/cpu) on a virtual machine; else drain, reboot, update kernel and firmware."),
        KernelEventKind.RcuStall => new(
            "rcu-stall", "RCU stalls", FindingStatus.Warning,
            "A CPU or task held up the kernel's clean-up for 20 s or more; often the same causes as a lockup.",
            "The trace after the line shows the CPU and task. Look at steal time on a virtual machine, and at real-time tasks that never sleep."),
        KernelEventKind.HungTask => new(
            "hung-task", "Tasks hung", FindingStatus.Critical,
            "A task waited for minutes without being able to die: nearly always a disk, a network file system or a lock held by one that waits for them.",
            "'dmesg -T | grep -A20 \"blocked for more than\"' has the traces; 'ps -eo stat,pid,wchan:32,comm | grep ^D' who hangs now; then look at node/disk and at NFS mounts."),
        KernelEventKind.IoError => new(
            "io-error", "I/O errors", FindingStatus.Critical,
            "A disk, or the path to it, failed requests. Data that could not be written is lost unless the program noticed.",
            "The line names the device. 'smartctl -a /dev/DEVICE', 'nvme smart-log', 'multipath -ll'; move the data away and replace the disk. A cloud volume: detach and attach it again, or open a ticket."),
        KernelEventKind.FilesystemError => new(
            "filesystem-error", "File system errors", FindingStatus.Critical,
            "A file system found itself inconsistent or shut down. It may have become read-only (see node/filesystem).",
            "Stop what writes there, unmount, 'fsck -f' (ext4) or 'xfs_repair -n' (xfs), and look for I/O errors below it."),
        KernelEventKind.ReadOnlyRemount => new(
            "read-only", "A file system was made read-only", FindingStatus.Critical,
            "After an error the kernel stopped writing to it, to save what is there.",
            "See node/filesystem; find the error before it in 'dmesg -T', check the disk, then fsck. Do not just remount rw."),
        KernelEventKind.HardwareError => new(
            "hardware-error", "Uncorrected hardware errors", FindingStatus.Critical,
            "Memory, a CPU or the PCIe bus failed in a way that could not be repaired; data may be wrong.",
            "'ras-mc-ctl --summary', 'ipmitool sel list | tail', 'dmesg -T | grep -A10 \"Hardware Error\"' name the part. Drain the node and have it replaced."),
        KernelEventKind.CorrectedHardwareError => new(
            "corrected-hardware-error", "Corrected hardware errors", FindingStatus.Warning,
            "The hardware repaired itself this time. Often repeated, it is a part about to fail.",
            "'ras-mc-ctl --errors' or 'grep . /sys/devices/system/edac/mc/mc*/dimm*/dimm_ce_count' names the memory module; plan its replacement when the count grows."),
        KernelEventKind.NetworkTimeout => new(
            "network-timeout", "A network card's queue hung", FindingStatus.Warning,
            "The card did not send for seconds and was reset: connections stalled for that time.",
            "'ethtool -i DEV' for driver and firmware, and look for newer ones; 'ethtool -S DEV | grep -i timeout'."),
        KernelEventKind.ConntrackFull => new(
            "conntrack-full", "The conntrack table was full", FindingStatus.Warning,
            "New connections were dropped at that time.", "See node/conntrack, and raise net.netfilter.nf_conntrack_max."),
        KernelEventKind.NetworkDeviceStuck => new(
            "unregister-netdevice", "A network device cannot be removed", FindingStatus.Warning,
            "Something holds a reference to a device of a container that is gone. While it lasts, making and removing containers may hang.",
            "Only a reboot frees it for sure; look for a kernel update that fixes the leak. When it repeats, drain the node."),
        KernelEventKind.NfsTimeout => new(
            "nfs-timeout", "An NFS server did not answer", FindingStatus.Warning,
            "Programs that touched the mount hung for that time; they may still.",
            "'rpcinfo -t SERVER nfs', 'nfsstat -m'; see node/filesystem for mounts that do not answer now."),
        KernelEventKind.ClocksourceUnstable => new(
            "clocksource", "The TSC was given up as clock source", FindingStatus.Warning,
            "Since then reading the time is slow, or time itself is not steady.", "See node/clock."),
        KernelEventKind.KernelWarning => new(
            "warning", "Kernel warnings (WARN)", FindingStatus.Info,
            "The kernel met something that should not be, and went on. Mostly harmless; good to know when something else is odd.",
            "'dmesg -T | grep -A25 WARNING' has the trace; search for its first function with the kernel's version."),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "node/kernel-log has no rule for this kind of event"),
    };
}
