using OpsShell.Audit.Facts;

namespace OpsShell.Audit.Tests.Facts;

public sealed class KernelLogTests
{
    [Theory]
    [InlineData("[  1.5] BUG: kernel NULL pointer dereference, address: 0", KernelEventKind.Oops)]
    [InlineData("[  1.5] BUG: unable to handle kernel paging request at ffff", KernelEventKind.Oops)]
    [InlineData("[  1.5] general protection fault: 0000 [#1] SMP", KernelEventKind.Oops)]
    [InlineData("[  1.5] divide error: 0000 [#1] SMP", KernelEventKind.Oops)]
    [InlineData("[  1.5] watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [java:1]", KernelEventKind.Lockup)]
    [InlineData("[  1.5] NMI watchdog: BUG: soft lockup - CPU#3 stuck for 22s! [java:1]", KernelEventKind.Lockup)]
    [InlineData("[  1.5] Watchdog detected hard LOCKUP on cpu 3", KernelEventKind.Lockup)]
    [InlineData("[  1.5] rcu: INFO: rcu_sched self-detected stall on CPU", KernelEventKind.RcuStall)]
    [InlineData("[  1.5] INFO: rcu_sched detected stalls on CPUs/tasks:", KernelEventKind.RcuStall)]
    [InlineData("[  1.5] INFO: task jbd2/sda1-8:345 blocked for more than 120 seconds.", KernelEventKind.HungTask)]
    [InlineData("[  1.5] blk_update_request: I/O error, dev sda, sector 1", KernelEventKind.IoError)]
    [InlineData("[  1.5] Buffer I/O error on dev dm-0, logical block 1", KernelEventKind.IoError)]
    [InlineData("[  1.5] nvme nvme0: I/O 5 QID 3 timeout, aborting", KernelEventKind.IoError)]
    [InlineData("[  1.5] EXT4-fs error (device sda1): ext4_lookup:1", KernelEventKind.FilesystemError)]
    [InlineData("[  1.5] XFS (sda1): Corruption of in-memory data detected.  Shutting down filesystem", KernelEventKind.FilesystemError)]
    [InlineData("[  1.5] EXT4-fs (sda1): Remounting filesystem read-only", KernelEventKind.ReadOnlyRemount)]
    [InlineData("[  1.5] EDAC MC0: 1 CE memory read error on CPU_SrcID#0", KernelEventKind.CorrectedHardwareError)]
    [InlineData("[  1.5] EDAC MC0: 1 UE memory read error on CPU_SrcID#0", KernelEventKind.HardwareError)]
    [InlineData("[  1.5] {1}[Hardware Error]: event severity: fatal", KernelEventKind.HardwareError)]
    [InlineData("[  1.5] Killed process 4321 (java) total-vm:1kB, anon-rss:1kB", KernelEventKind.OomKill)]
    [InlineData("[  1.5] Out of memory: Killed process 4321 (java) total-vm:1kB", KernelEventKind.OomKill)]
    [InlineData("[  1.5] Memory cgroup out of memory: Killed process 1 (x) total-vm:1kB", KernelEventKind.CgroupOomKill)]
    [InlineData("[  1.5] NETDEV WATCHDOG: eth0 (ixgbe): transmit queue 0 timed out", KernelEventKind.NetworkTimeout)]
    [InlineData("[  1.5] nf_conntrack: nf_conntrack: table full, dropping packet", KernelEventKind.ConntrackFull)]
    [InlineData("[  1.5] unregister_netdevice: waiting for lo to become free. Usage count = 1", KernelEventKind.NetworkDeviceStuck)]
    [InlineData("[  1.5] nfs: server nfs1 not responding, still trying", KernelEventKind.NfsTimeout)]
    [InlineData("[  1.5] WARNING: CPU: 3 PID: 77 at net/core/dev.c:1 f+0x1/0x2", KernelEventKind.KernelWarning)]
    [InlineData("<4>[  1.5] Kernel panic - not syncing: x", KernelEventKind.Oops)]
    public void Lines_of_failures_are_recognised(string line, KernelEventKind kind)
    {
        var found = KernelEvent.Of(line);
        Assert.Equal((kind, 1.5), (found?.Kind, found?.SecondsSinceBoot));
    }

    [Theory]
    [InlineData("[  1.5] traps: app[7] general protection fault ip:7f sp:7f error:0 in libc.so")]
    [InlineData("[  1.5] mce: CPU supports 6 MCE banks")]
    [InlineData("[  1.5] EXT4-fs (vda): mounted filesystem with ordered data mode")]
    [InlineData("[  1.5] EDAC MC: Ver: 3.0.0")]
    [InlineData("[  1.5] oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null)")]
    [InlineData("[  1.5] Speculative Return Stack Overflow: WARNING: See https://kernel.org/")]
    [InlineData("[  1.5] NMI watchdog: Enabled. Permanently consumes one hw-PMU counter.")]
    public void Lines_that_only_look_like_failures_are_not_taken(string line) => Assert.Null(KernelEvent.Of(line));

    [Fact]
    public void Old_kernels_announce_the_kill_of_a_cgroup_in_a_line_of_its_own()
    {
        var log = KernelLog.Parse(
            "@start [ 0.0] x\n@matched 4\n[ 1.0] Memory cgroup out of memory: Kill process 7 (a) score 1 or sacrifice child\n[ 1.1] Killed process 7 (a) total-vm:1kB\n"
            + "[ 2.0] Out of memory: Kill process 8 (b) score 9 or sacrifice child\n[ 2.1] Killed process 8 (b) total-vm:1kB\n");
        Assert.Equal([KernelEventKind.CgroupOomKill, KernelEventKind.OomKill], log.Events.Select(item => item.Kind));
    }

    [Fact]
    public void Line_without_a_stamp_has_no_time()
    {
        var found = KernelEvent.Of("BUG: unable to handle page fault for address: 0");
        Assert.Null(found!.SecondsSinceBoot);
    }

    [Fact]
    public void Log_that_was_not_read_to_its_end_is_an_error()
    {
        Assert.Throws<FormatException>(() => KernelLog.Parse(""));
        Assert.Throws<FormatException>(() => KernelLog.Parse("@start [    0.000000] Linux\n"));
    }

    [Fact]
    public void A_line_of_the_log_cannot_pass_for_the_count()
    {
        var log = KernelLog.Parse("@start [  900.5] x\n@matched 1500\n@matched 0\n[  1.5] Buffer I/O error on dev a, x\n\u001b[31m\u0000\n");
        Assert.Equal((900.5, 1100UL, 1), (log.StartSeconds, log.Omitted, log.Events.Length));
    }
}
