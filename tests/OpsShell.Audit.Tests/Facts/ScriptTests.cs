using System.Diagnostics;
using OpsShell.Audit.Facts;

namespace OpsShell.Audit.Tests.Facts;

/// <summary>The commands that run on a node, in the shells that nodes have.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ScriptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("opsshell-script-").FullName;

    public static TheoryData<string> Shells => ["dash", "bash", "busybox sh"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Shells))]
    public void Filesystems_with_odd_names_are_measured(string shell)
    {
        string[] names = ["plain", "disk 1", "a%b", "st*r", "back\\slash", "-n"];
        var mounts = string.Concat(names.Select((name, at) =>
            $"/dev/x{at} {Path.Combine(_folder, name).Replace("\\", "\\134", StringComparison.Ordinal).Replace(" ", "\\040", StringComparison.Ordinal)} {(at % 2 == 0 ? "ext4" : "nfs4")} rw 0 0\n"));
        foreach (var name in names)
            Directory.CreateDirectory(Path.Combine(_folder, name));
        var table = Path.Combine(_folder, "mounts");
        File.WriteAllText(table, mounts + $"/dev/x0 {_folder} ext4 rw 0 0\nproc /proc proc rw 0 0\n/dev/y {_folder}/gone ext4 rw 0 0\n");
        var script = FilesystemUsage.Item.Target.Replace("m=/proc/1/mounts; [ -r $m ] || m=/proc/self/mounts", $"m={table}", StringComparison.Ordinal);
        var (exitCode, output, _) = Run(shell, script);
        Assert.Equal(0, exitCode);
        // A device mounted twice is measured once, and one that is gone is not there: the check calls it Unknown.
        Assert.Equal(names.Select(name => Path.Combine(_folder, name)).Order(StringComparer.Ordinal), FilesystemUsage.Parse(output).Keys.Order(StringComparer.Ordinal));
        Assert.All(FilesystemUsage.Parse(output).Values, space => Assert.True(space.Size > 0));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void Kernel_log_is_filtered_and_bounded(string shell)
    {
        Tool("dmesg", "echo '[    0.000000] Linux version'; i=0; while [ $i -lt 900 ]; do echo \"[  $i.000000] Buffer I/O error on dev sda, logical block $i\"; echo \"[ $i.1] noise\"; i=$((i+1)); done");
        var (exitCode, output, _) = Run(shell, KernelLog.Item.Target);
        var log = KernelLog.Parse(output);
        Assert.Equal((0, 400, 500UL, 0.0), (exitCode, log.Events.Length, log.Omitted, log.StartSeconds));
        Assert.Equal((500.0, 899.0), (log.Events[0].SecondsSinceBoot, log.Events[^1].SecondsSinceBoot));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void Every_event_that_the_parser_knows_passes_the_filter(string shell)
    {
        string[] lines =
        [
            "BUG: kernel NULL pointer dereference", "Oops: 0000 [#1] SMP", "general protection fault: 0000 [#1]", "divide error: 0000 [#1]",
            "Unable to handle kernel paging request", "Kernel panic - not syncing", "Internal error: Oops: 96000004 [#1]", "kernel BUG at mm/slub.c:1!",
            "watchdog: BUG: soft lockup - CPU#1 stuck", "Watchdog detected hard LOCKUP on cpu 1", "BUG: workqueue lockup - pool",
            "rcu: INFO: rcu_sched self-detected stall on CPU", "INFO: task a:1 blocked for more than 120 seconds.", "EXT4-fs (a): Remounting filesystem read-only",
            "{1}[Hardware Error]: event severity: corrected", "EDAC MC0: 1 CE memory read error", "EDAC MC0: 1 UE on x", "mce: [Hardware Error]: CPU 1: Machine Check: 0",
            "mce: [Hardware Error]: Machine check events logged", "Uncorrected hardware memory error in user-access", "Memory failure: 0x1: x", "pcieport: AER: Corrected error received",
            "EXT4-fs error (device a)", "XFS (a): Corruption detected", "XFS (a): metadata I/O error in x", "XFS (a): Filesystem has been shut down", "BTRFS error (device a)", "BTRFS: error (device a)",
            "JBD2: Detected aborted journal", "blk_update_request: I/O error, dev a", "Buffer I/O error on dev a", "critical medium error, dev a", "blk_update_request: critical target error, dev a",
            "nvme nvme0: I/O 5 QID 3 timeout, aborting", "nvme nvme0: controller is down; will reset", "nvme nvme0: Abort status: 0x0", "sd 0:0:0:0: rejecting I/O to offline device",
            "NETDEV WATCHDOG: eth0", "eth0: transmit queue 1 timed out", "nf_conntrack: nf_conntrack: table full", "unregister_netdevice: waiting for lo to become free",
            "nfs: server a not responding", "clocksource: Marking clocksource 'tsc' as unstable", "tsc: Marking TSC unstable due to x", "WARNING: CPU: 1 PID: 1 at x",
            "Out of memory: Killed process 1 (a)", "Memory cgroup out of memory: Killed process 1 (a)",
        ];
        Tool("dmesg", "cat \"${0%/*}/log\"");
        File.WriteAllLines(Path.Combine(_folder, "log"), lines.Select(line => "[    1.000000] " + line));
        var (_, output, _) = Run(shell, KernelLog.Item.Target);
        Assert.Equal(lines, KernelLog.Parse(output).Events.Select(item => item.Text));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void Kernel_log_that_may_not_be_read_is_a_failure_of_the_command(string shell)
    {
        Tool("dmesg", "echo 'dmesg: read kernel buffer failed: Operation not permitted' >&2; exit 1");
        var (exitCode, _, error) = Run(shell, KernelLog.Item.Target);
        Assert.Equal(1, exitCode);
        Assert.Contains("Operation not permitted", error);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void Clock_takes_the_first_witness_that_answers(string shell)
    {
        Tool("chronyc", "echo '506 Cannot talk to daemon' >&2; exit 1");
        Tool("ntpq", "echo 'leap=00, stratum=3,'; echo 'offset=-0.123'");
        Assert.Equal("ntpq", ClockSync.Parse(Run(shell, ClockSync.Item.Target).Output)!.Witness);
        Tool("chronyc", "echo 'C0A80001,192.168.0.1,3,1.5,0.25,0,0,0,0,0,0,0,0,Normal'");
        Assert.Equal(0.25, ClockSync.Parse(Run(shell, ClockSync.Item.Target).Output)!.OffsetSeconds);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void Node_without_systemd_says_so(string shell)
    {
        Assert.SkipWhen(Directory.Exists("/run/systemd/system"), "systemd runs this machine");
        Assert.Equal(125, Run(shell, FailedUnits.Item.Target).ExitCode);
    }

    private void Tool(string name, string script)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private (int ExitCode, string Output, string Error) Run(string shell, string script)
    {
        var words = shell.Split(' ');
        var path = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin";
        Assert.SkipUnless(path.Split(':').Any(folder => File.Exists(Path.Combine(folder, words[0]))), $"this machine has no {words[0]}");
        var start = new ProcessStartInfo(words[0], [.. words.Skip(1), "-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder}:{path}";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
