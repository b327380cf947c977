using OpsShell.Audit.Checks;
using OpsShell.Audit.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Audit.Tests.Checks;

public sealed class CpuAndMemoryTests
{
    private const string Stat = "/proc/stat";

    private static string Cpus(string[] rows, int running, int blocked = 0) =>
        $"cpu  {string.Join(' ', Enumerable.Range(0, 10).Select(column => rows.Sum(row => long.Parse(row.Split(' ')[column], System.Globalization.CultureInfo.InvariantCulture))))}\n"
        + string.Concat(rows.Select((row, at) => $"cpu{at} {row}\n")) + $"procs_running {running}\nprocs_blocked {blocked}\n";

    [Theory]
    [InlineData(1, 100, FindingStatus.Ok)]
    [InlineData(4, 5, FindingStatus.Warning)]
    [InlineData(16, 17, FindingStatus.Critical)]
    public void Run_queue_is_judged_by_the_smaller_sample(int first, int second, FindingStatus expected)
    {
        string[] before = ["0 0 0 0 0 0 0 0 0 0", "0 0 0 0 0 0 0 0 0 0"], after = ["50 0 0 50 0 0 0 0 0 0", "50 0 0 50 0 0 0 0 0 0"];
        Assert.Equal(expected, Nodes.Healthy.With(Stat, Cpus(before, first), Cpus(after, second)).Run(new CpuCheck()).Worst());
    }

    [Fact]
    public void One_cpu_full_of_soft_interrupts_is_a_warning_and_one_full_of_a_program_is_info()
    {
        string[] before = [.. Enumerable.Repeat("0 0 0 0 0 0 0 0 0 0", 8)];
        string[] after = ["5 0 0 5 0 0 90 0 0 0", "100 0 0 0 0 0 0 0 0 0", .. Enumerable.Repeat("1 0 0 99 0 0 0 0 0 0", 6)];
        var findings = Nodes.Healthy.With(Stat, Cpus(before, 1), Cpus(after, 1)).Run(new CpuCheck());
        Assert.Equal(FindingStatus.Warning, findings.About("cpu0").Status);
        Assert.Equal(FindingStatus.Info, findings.About("hot-cpus").Status);
    }

    [Theory]
    [InlineData(3, 2, FindingStatus.Warning, "", "uninterruptible")]
    [InlineData(0, 0, FindingStatus.Info, "load", "falling")]
    [InlineData(3, 0, FindingStatus.Info, "load", "falling")]
    [InlineData(0, 3, FindingStatus.Info, "load", "falling")]
    public void High_load_without_runnable_tasks_points_at_stuck_tasks_only_when_there_are_some(int first, int second, FindingStatus status, string subject, string words)
    {
        string[] before = ["0 0 0 0 0 0 0 0 0 0", "0 0 0 0 0 0 0 0 0 0"], after = ["5 0 0 95 0 0 0 0 0 0", "5 0 0 95 0 0 0 0 0 0"];
        var findings = Nodes.Healthy.With("/proc/loadavg", "11.25 6.00 3.00 1/100 5\n").With(Stat, Cpus(before, 1, first), Cpus(after, 1, second)).Run(new CpuCheck());
        var finding = findings.About(subject);
        Assert.Equal(status, finding.Status);
        Assert.Contains(words, finding.Title);
        Assert.Contains(finding.Evidence, evidence => evidence.Name == "procs_blocked" && evidence.Value == $"{first}, then {second}");
        Assert.Equal(status, findings.Select(one => one.Status).Max());
    }

    [Fact]
    public void Counters_that_stand_still_are_unknown()
    {
        var text = Cpus(["5 0 0 5 0 0 0 0 0 0"], 1);
        Assert.Contains(Nodes.Healthy.With(Stat, text, text).Run(new CpuCheck()), finding => finding.Status == FindingStatus.Unknown);
    }

    [Fact]
    public void Missing_load_leaves_the_rest_judged()
    {
        var findings = Nodes.Healthy.Without("/proc/loadavg").Run(new CpuCheck());
        Assert.Contains(findings, finding => finding.Status == FindingStatus.Unknown && finding.Title.Contains("Load", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Status == FindingStatus.Ok);
    }

    [Fact]
    public void Threshold_of_the_user_is_obeyed()
    {
        var check = new CpuCheck();
        var set = ThresholdSet.Create([new("node/cpu.busy-info", 10)], check.Thresholds);
        Assert.Contains(Nodes.Healthy.Run(check, set), finding => finding is { Status: FindingStatus.Info, Subject: "busy" });
    }

    [Theory]
    [InlineData(500, FindingStatus.Ok)]
    [InlineData(90, FindingStatus.Warning)]
    [InlineData(30, FindingStatus.Critical)]
    public void Available_memory_is_judged(int available, FindingStatus expected) =>
        Assert.Equal(expected, Nodes.Healthy.With("/proc/meminfo", $"MemTotal: 1000 kB\nMemFree: 10 kB\nMemAvailable: {available} kB\n").Run(new MemoryCheck()).About("available").Status);

    [Fact]
    public void Memory_set_aside_for_huge_pages_is_not_missed()
    {
        var node = Nodes.Healthy.With("/proc/meminfo", "MemTotal: 1000 kB\nMemFree: 40 kB\nMemAvailable: 40 kB\nHugePages_Total: 8\nHugepagesize: 100 kB\n");
        Assert.Equal(FindingStatus.Ok, node.Run(new MemoryCheck()).About("available").Status);
    }

    [Fact]
    public void Counters_that_went_backwards_give_no_rate()
    {
        var node = Nodes.Healthy.With("/proc/vmstat", "pswpin 1000\npswpout 1000\noom_kill 0\n", "pswpin 5\npswpout 5\noom_kill 0\n");
        Assert.Equal(FindingStatus.Unknown, node.Run(new MemoryCheck()).About("swap").Status);
    }

    [Theory]
    [InlineData("Out of memory: Killed process 1 (x) total-vm:1kB", 863000, FindingStatus.Critical)]
    [InlineData("Memory cgroup out of memory: Killed process 1 (x) total-vm:1kB", 863000, FindingStatus.Warning)]
    [InlineData("Out of memory: Killed process 1 (x) total-vm:1kB", 1000, FindingStatus.Info)]
    public void Oom_kill_is_judged_by_age_and_reach(string line, int stamp, FindingStatus expected)
    {
        var finding = Nodes.Load("centos7-3.10").WithAnswer(KernelLog.Item, $"exit 0\n@start [    0.0] x\n@matched 1\n[{stamp}.000000] {line}\n").Run(new MemoryCheck()).About("oom");
        Assert.Equal(expected, finding.Status);
        Assert.Contains("before the audit", finding.Title);
    }

    [Fact]
    public void Oom_kills_are_counted_also_when_the_log_may_not_be_read()
    {
        var denied = Nodes.Sick.WithoutAnswer(KernelLog.Item, ProbeStatus.Denied, "dmesg: read kernel buffer failed: Operation not permitted");
        var finding = denied.Run(new MemoryCheck()).About("oom");
        Assert.Equal(FindingStatus.Unknown, finding.Status);
        Assert.StartsWith("3 OOM kills since boot; when is not known", finding.Title);
        var during = denied.With("/proc/vmstat", "pswpin 0\noom_kill 3\n", "pswpin 0\noom_kill 4\n");
        Assert.Equal(FindingStatus.Critical, during.Run(new MemoryCheck()).About("oom").Status);
        var old = Nodes.Load("centos7-3.10").WithoutAnswer(KernelLog.Item, ProbeStatus.Denied, "no");
        Assert.Equal(FindingStatus.Unknown, old.Run(new MemoryCheck()).About("oom").Status);
    }

    [Theory]
    [InlineData(10, FindingStatus.Ok)]
    [InlineData(45, FindingStatus.Warning)]
    [InlineData(90, FindingStatus.Critical)]
    public void Pressure_is_judged_by_the_last_minute(int percent, FindingStatus expected)
    {
        var text = $"some avg10=0.00 avg60={percent}.00 avg300=0.00 total=5\n";
        var node = Nodes.Healthy.With("/proc/pressure/cpu", text).With("/proc/pressure/memory", "some avg10=0.00 avg60=0.00 avg300=0.00 total=5\n");
        var findings = node.Run(new PsiCheck());
        Assert.Equal(expected, findings.About("cpu").Status);
        Assert.Equal(FindingStatus.Unknown, findings.About("io").Status);
    }

    [Theory]
    [InlineData("opencloudos9-6.6", "PSI_DEFAULT_DISABLED", "psi=1")]
    [InlineData("opencloudos8-5.4", "PSI off", "psi=1")]
    [InlineData("centos7-3.10", "does not have it", "newer kernel")]
    public void Pressure_that_is_off_is_unknown_with_the_reason(string node, string reason, string remedy)
    {
        var finding = Assert.Single(Nodes.Load(node).Run(new PsiCheck()));
        Assert.Equal(FindingStatus.Unknown, finding.Status);
        Assert.Contains(reason, finding.Title);
        Assert.Contains(remedy, finding.Remedy);
    }

    [Fact]
    public void Pressure_asked_for_but_absent_is_not_compiled_in()
    {
        var finding = Assert.Single(Nodes.Healthy.With("/proc/cmdline", "ro psi=1\n").Run(new PsiCheck()));
        Assert.Contains("without CONFIG_PSI", finding.Title);
    }
}
