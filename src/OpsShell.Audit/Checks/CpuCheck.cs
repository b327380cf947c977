using System.Collections.Immutable;
using OpsShell.Audit.Facts;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Audit.Checks;

/// <summary>CPU saturation: tasks that wait for a CPU, time stolen by the hypervisor, time waiting for I/O, one CPU doing all the work.</summary>
public sealed class CpuCheck : Check
{
    private const string Source = "/proc/stat";

    private static readonly Threshold RunQueueWarning = new(
        "node/cpu.run-queue-warning", 2, "", "Tasks that run or want to run, per CPU, in both samples",
        "node_exporter mixin NodeSystemSaturation: load1 per core > 2, applied to the run queue itself");

    private static readonly Threshold RunQueueCritical = new(
        "node/cpu.run-queue-critical", 8, "", "Tasks that run or want to run, per CPU, in both samples",
        "OpsShell: with 8 per CPU a task waits 7 time slices of some 3 ms for each of its own, so every wake-up costs about 20 ms");

    private static readonly Threshold LoadWarning = new(
        "node/cpu.load-warning", 2, "", "load1 per CPU", "node_exporter mixin NodeSystemSaturation: load1 per core > 2");

    private static readonly Threshold BusyInfo = new(
        "node/cpu.busy-info", 90, "%", "CPU time that is neither idle nor iowait over the sample", "node_exporter mixin NodeCPUHighUsage: > 90 %, severity info");

    private static readonly Threshold StealWarning = new(
        "node/cpu.steal-warning", 5, "%", "CPU time stolen over the sample", "OpsShell: 1 of 20 ticks lost is seen in a p95 latency");

    private static readonly Threshold StealCritical = new(
        "node/cpu.steal-critical", 25, "%", "CPU time stolen over the sample", "OpsShell: a quarter of the CPU that was paid for is not there");

    private static readonly Threshold IoWaitWarning = new(
        "node/cpu.iowait-warning", 20, "%", "CPU time idle with I/O outstanding over the sample",
        "OpsShell; proc.rst calls iowait unreliable, so it never makes a critical finding");

    private static readonly Threshold HotCpu = new(
        "node/cpu.hot-cpu", 95, "%", "Busy time of a single CPU over the sample", "OpsShell: no room left on that CPU");

    private static readonly Threshold HotSoftIrq = new(
        "node/cpu.hot-softirq-warning", 80, "%", "Soft interrupt time of a single CPU over the sample",
        "OpsShell: what is left is too little for ksoftirqd's neighbours; packets are about to be dropped");

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "node/cpu",
        "CPU saturation: run queue, steal, iowait, hot CPUs",
        "Compares the run queue of both samples and load1 with the CPUs online, and the shares of CPU time between the samples with limits. "
        + "Containers share these counters with their node: a container at its own CPU limit does not show here.",
        "https://www.kernel.org/doc/html/latest/filesystems/proc.html#miscellaneous-kernel-statistics-in-proc-stat");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [ProcStat.Fact, LoadAverage.Fact];

    /// <inheritdoc/>
    public override ImmutableArray<Threshold> Thresholds =>
        [RunQueueWarning, RunQueueCritical, LoadWarning, BusyInfo, StealWarning, StealCritical, IoWaitWarning, HotCpu, HotSoftIrq];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        var samples = context.Get(ProcStat.Fact);
        var cpus = Math.Max(1, samples.Second.Cpus.Count);
        var findings = new List<Finding>();
        findings.AddRange(RunQueue(context, samples, cpus));
        var shares = CpuShares.Between(samples.First.Total, samples.Second.Total);
        if (shares is null)
        {
            findings.Add(context.Finding(
                FindingStatus.Unknown, "CPU time cannot be judged: no counter in /proc/stat moved between the samples",
                [Seen(Source, "cpu idle", samples.Second.Total.Idle)], "time"));
        }
        else
        {
            findings.AddRange(Shares(context, shares));
            findings.AddRange(HotCpus(context, samples, shares));
        }
        if (findings.TrueForAll(finding => finding.Status is FindingStatus.Info or FindingStatus.Unknown) && shares is not null)
        {
            findings.Insert(0, context.Finding(
                FindingStatus.Ok,
                $"{Count((ulong)cpus, "CPU")}, {Percent(shares.Busy)} busy, {Count(samples.Second.ProcessesRunning, "task")} running or waiting to run",
                Times(shares)));
        }
        return findings;
    }

    private static IEnumerable<Finding> RunQueue(CheckContext context, Samples<ProcStat> samples, int cpus)
    {
        // The smaller of both samples: one burst, or the audit's own processes, is no saturation.
        var running = Math.Min(samples.First.ProcessesRunning, samples.Second.ProcessesRunning);
        var perCpu = (double)running / cpus;
        var status = High(perCpu, context[RunQueueWarning], context[RunQueueCritical]);
        ImmutableArray<Evidence> evidence =
        [
            Seen(Source, "procs_running", $"{samples.First.ProcessesRunning}, then {samples.Second.ProcessesRunning}"),
            Seen(Source, "procs_blocked", $"{samples.First.ProcessesBlocked}, then {samples.Second.ProcessesBlocked}"),
            Seen(Source, "CPUs online", (ulong)cpus),
        ];
        var hasLoad = context.TryGet(LoadAverage.Fact, out var load, out var reason);
        if (hasLoad)
            evidence = evidence.Add(Seen("/proc/loadavg", "load", $"{Number(load!.One)} {Number(load.Five)} {Number(load.Fifteen)}"));
        if (status != FindingStatus.Ok)
        {
            yield return context.Finding(
                status, $"{running} tasks compete for {cpus} CPUs ({Number(perCpu)} per CPU)", evidence,
                explanation: "In both samples more tasks wanted to run than there are CPUs, so each waits in the run queue before it runs: latency rises although nothing fails.",
                remedy: "See who: 'top -b -n1 -o %CPU | head -30', 'ps -eLo pid,tid,stat,psr,pcpu,comm --sort=-pcpu | head -30'. Move work away, or limit what is not urgent (CPU limits, nice).");
        }
        else if (hasLoad && load!.One / cpus >= context[LoadWarning])
        {
            yield return HighLoad(context, samples, load, cpus, evidence);
        }
        else if (!hasLoad)
        {
            yield return context.Unknown("Load average", reason!, "load");
        }
    }

    // load1 is an average that lags by a minute: only tasks that are blocked in both samples are the cause of it now.
    private static Finding HighLoad(CheckContext context, Samples<ProcStat> samples, LoadAverage load, int cpus, ImmutableArray<Evidence> evidence) =>
        samples.First.ProcessesBlocked > 0 && samples.Second.ProcessesBlocked > 0
            ? context.Finding(
                FindingStatus.Warning, $"Load average {Number(load.One)} on {Count((ulong)cpus, "CPU")}, but few tasks want a CPU: tasks hang in uninterruptible sleep", evidence,
                explanation: "Linux counts tasks in state D (waiting for disk, NFS or a kernel lock) into the load. The load is high, the run queue is short, and in both samples tasks were blocked.",
                remedy: "List the stuck ones with where they wait: 'ps -eo stat,pid,wchan:32,comm | grep ^D'; then look at node/disk and node/kernel-log.")
            : context.Finding(
                FindingStatus.Info, $"Load average {Number(load.One)} on {Count((ulong)cpus, "CPU")}, but few tasks want a CPU now: the load is falling", evidence, "load",
                "The load average lags by a minute. Neither do tasks wait for a CPU nor were any blocked in both samples, so a burst has just passed.");

    private static IEnumerable<Finding> Shares(CheckContext context, CpuShares shares)
    {
        var steal = High(shares.Steal, context[StealWarning], context[StealCritical]);
        if (steal != FindingStatus.Ok)
        {
            yield return context.Finding(
                steal, $"The hypervisor takes {Percent(shares.Steal)} of the CPU time", Times(shares), "steal",
                "This is a virtual machine whose host is overcommitted, or that used up its CPU credits. Nothing on the node can give the time back.",
                "Watch it with 'vmstat 1' (column st). Ask the platform for another host or instance type, or move the load to other nodes.");
        }
        if (shares.IoWait >= context[IoWaitWarning])
        {
            yield return context.Finding(
                FindingStatus.Warning, $"CPUs idle {Percent(shares.IoWait)} of the time while I/O is outstanding", Times(shares), "iowait",
                "Tasks wait for disks. The number itself is unreliable (it is idle time, and a busy CPU hides it): take it as a hint to look at the disks.",
                "See node/disk; 'iostat -xz 1 5' and 'pidstat -d 1 5' show which disk and which process.");
        }
        if (shares.Busy >= context[BusyInfo])
        {
            yield return context.Finding(
                FindingStatus.Info, $"CPUs are {Percent(shares.Busy)} busy", Times(shares), "busy",
                "High use alone is no fault: what hurts is waiting, which the run queue shows. There is no room for a burst or for a neighbour's work.");
        }
    }

    private static IEnumerable<Finding> HotCpus(CheckContext context, Samples<ProcStat> samples, CpuShares all)
    {
        var each = samples.Second.Cpus
            .Where(pair => samples.First.Cpus.ContainsKey(pair.Key))
            .Select(pair => (Cpu: pair.Key, Shares: CpuShares.Between(samples.First.Cpus[pair.Key], pair.Value)))
            .Where(item => item.Shares is not null)
            .Select(item => (item.Cpu, Shares: item.Shares!))
            .ToArray();
        foreach (var (cpu, shares) in each.Where(item => item.Shares.SoftIrq >= context[HotSoftIrq]))
        {
            yield return context.Finding(
                FindingStatus.Warning, $"CPU {cpu} spends {Percent(shares.SoftIrq)} of its time in soft interrupts", Times(shares, $"cpu{cpu} "), $"cpu{cpu}",
                "One CPU does the packet work of the node; what else runs there waits, and packets are dropped when it cannot keep up.",
                "'grep -E \"CPU|NET_RX\" /proc/softirqs' and 'mpstat -P ALL 1 3' show the spread. Spread the card's queues: 'ethtool -l DEV', irqbalance, or RPS in /sys/class/net/DEV/queues/rx-*/rps_cpus.");
        }
        var hot = each.Where(item => item.Shares.Busy >= context[HotCpu] && item.Shares.SoftIrq < context[HotSoftIrq]).ToArray();
        // With most of the node busy, single hot CPUs say nothing new.
        if (hot.Length > 0 && all.Busy < context[BusyInfo] / 2)
        {
            yield return context.Finding(
                FindingStatus.Info, $"{hot.Length} of {each.Length} CPUs are fully busy while the node as a whole is {Percent(all.Busy)} busy",
                [.. hot.Take(8).Select(item => Seen(Source, $"cpu{item.Cpu} busy", Percent(item.Shares.Busy)))], "hot-cpus",
                "A single-threaded program, or work pinned to few CPUs, is at its limit although the node looks idle.",
                "'top -H' with the column P, or 'ps -eLo psr,pcpu,comm --sort=-pcpu | head', names the thread; 'taskset -pc PID' shows its pinning.");
        }
    }

    private static ImmutableArray<Evidence> Times(CpuShares shares, string prefix = "") =>
    [
        Seen(Source, $"{prefix}user", Percent(shares.User + shares.Nice)),
        Seen(Source, $"{prefix}system", Percent(shares.System)),
        Seen(Source, $"{prefix}irq+softirq", Percent(shares.Irq + shares.SoftIrq)),
        Seen(Source, $"{prefix}iowait", Percent(shares.IoWait)),
        Seen(Source, $"{prefix}steal", Percent(shares.Steal)),
        Seen(Source, $"{prefix}idle", Percent(shares.Idle)),
    ];
}
