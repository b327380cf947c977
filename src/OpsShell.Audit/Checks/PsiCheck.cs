using System.Collections.Immutable;
using OpsShell.Audit.Facts;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Audit.Checks;

/// <summary>Pressure stall information: how much of the time tasks were held up for want of CPU, memory or I/O.</summary>
public sealed class PsiCheck : Check
{
    private static readonly Threshold CpuWarning = new(
        "node/psi.cpu-some-warning", 40, "%", "Time in which some task waited for a CPU, avg60", "OpsShell: two of five wake-ups find every allowed CPU taken");

    private static readonly Threshold CpuCritical = new(
        "node/psi.cpu-some-critical", 80, "%", "Time in which some task waited for a CPU, avg60", "OpsShell: nearly every wake-up waits");

    private static readonly Threshold MemoryWarning = new(
        "node/psi.memory-full-warning", 5, "%", "Time in which all tasks at once waited for memory, avg60", "OpsShell: a healthy node has 0; at 5 % each minute has 3 s in which nothing runs");

    private static readonly Threshold MemoryCritical = new(
        "node/psi.memory-full-critical", 20, "%", "Time in which all tasks at once waited for memory, avg60",
        "OpsShell; systemd-oomd kills at 60 % over 30 s (oomd.conf DefaultMemoryPressureLimit), and this warns well before");

    private static readonly Threshold IoWarning = new(
        "node/psi.io-full-warning", 20, "%", "Time in which all tasks at once waited for I/O, avg60", "OpsShell: a node that serves requests should not be bound by its disks");

    private static readonly Threshold IoCritical = new(
        "node/psi.io-full-critical", 60, "%", "Time in which all tasks at once waited for I/O, avg60", "OpsShell: the disks decide how fast the node is");

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "node/psi",
        "Pressure stall information of CPU, memory and I/O",
        "Judges the average over 60 s: 'some' for CPU, 'full' for memory and I/O. Where the kernel has it off, that is Unknown, never healthy.",
        "https://www.kernel.org/doc/html/latest/accounting/psi.html");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [Pressure.Cpu, Pressure.Memory, Pressure.Io, NodeIdentity.Fact];

    /// <inheritdoc/>
    public override ImmutableArray<Threshold> Thresholds => [CpuWarning, CpuCritical, MemoryWarning, MemoryCritical, IoWarning, IoCritical];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        var cpu = Read(context, Pressure.Cpu);
        var memory = Read(context, Pressure.Memory);
        var io = Read(context, Pressure.Io);
        if (cpu.Missing is { } one && memory.Missing is not null && io.Missing is not null)
            return [Off(context, one)];
        return
        [
            Resource(context, "cpu", cpu, "some", CpuWarning, CpuCritical,
                "Tasks that could run wait for a CPU.", "See node/cpu; 'top' and 'systemd-cgtop -c -n1' name who runs."),
            Resource(context, "memory", memory, "full", MemoryWarning, MemoryCritical,
                "All tasks at once wait for memory to be reclaimed or read back: nothing useful is done in that time.",
                "See node/memory; 'grep . /sys/fs/cgroup/*/memory.pressure' (cgroup v2) names the group. Give it more memory or make it take less."),
            Resource(context, "io", io, "full", IoWarning, IoCritical,
                "All tasks at once wait for disks.", "See node/disk; 'grep . /sys/fs/cgroup/*/io.pressure' (cgroup v2) and 'pidstat -d 1 5' name who."),
        ];
    }

    private static (Samples<Pressure>? Value, FactUnavailableException? Missing) Read(CheckContext context, Fact<Samples<Pressure>> fact) =>
        context.TryGet(fact, out var value, out var reason) ? (value, null) : (null, reason);

    private static Finding Resource(
        CheckContext context, string name, (Samples<Pressure>? Value, FactUnavailableException? Missing) read, string line,
        Threshold warning, Threshold critical, string explanation, string remedy)
    {
        if (read.Value is not { } samples)
            return context.Unknown($"Pressure on {name}", read.Missing!, name);
        // Without a 'full' line (cpu before 5.13) 'some' is the only one there is.
        var some = samples.Second.Some;
        var full = samples.Second.Full;
        var judged = line == "full" && full is not null ? full : some;
        var shown = ReferenceEquals(judged, full) ? "full" : "some";
        var source = $"/proc/pressure/{name}";
        var moved = Samples.Delta(samples.First.Some.TotalMicroseconds, some.TotalMicroseconds);
        ImmutableArray<Evidence> evidence =
        [
            Seen(source, "some avg10/60/300", $"{Percent(some.Average10)} {Percent(some.Average60)} {Percent(some.Average300)}"),
            full is null
                ? Seen(source, "full", "not told by this kernel")
                : Seen(source, "full avg10/60/300", $"{Percent(full.Average10)} {Percent(full.Average60)} {Percent(full.Average300)}"),
            Seen(source, "some over the sample", moved is { } micro ? Percent(Math.Min(100, micro / samples.Seconds / 10000)) : "counter went backwards"),
        ];
        var status = High(judged.Average60, context[warning], context[critical]);
        var title = $"{Percent(judged.Average60)} of the last minute with {(shown == "full" ? "all tasks" : "some task")} waiting for {name}";
        return status == FindingStatus.Ok
            ? context.Finding(status, title, evidence, name)
            : context.Finding(status, title, evidence, name, explanation, remedy);
    }

    private static Finding Off(CheckContext context, FactUnavailableException missing)
    {
        var node = context.TryGet(NodeIdentity.Fact, out var known, out _) ? known : null;
        var evidence = ImmutableArray.Create(Seen("/proc/pressure/cpu", "status", $"{missing.Status}: {missing.Reason}"));
        if (node is not null)
            evidence = evidence.Add(Seen("/proc/sys/kernel/osrelease", "kernel", node.KernelRelease));
        var asked = node?.KernelCommandLine?.Split(' ').LastOrDefault(word => word.StartsWith("psi=", StringComparison.Ordinal));
        if (asked is not null)
            evidence = evidence.Add(Seen("/proc/cmdline", "psi", asked));
        // A node that may not tell, or broke off, says nothing about its kernel. Neither do files without the kernel's (a copied
        // root without /proc): that /proc/pressure is not there means nothing when the kernel's release is not there either.
        if (node is null && missing.Status == ProbeStatus.Missing)
            return context.Unknown("Pressure", missing);
        if (missing.Status is not (ProbeStatus.Missing or ProbeStatus.Unsupported) && !missing.Reason.Contains("supported", StringComparison.OrdinalIgnoreCase))
            return context.Unknown("Pressure", missing);
        var (reason, remedy) = WhyOff(missing, node, asked);
        return context.Finding(
            FindingStatus.Unknown, $"Pressure cannot be judged: {reason}", evidence,
            explanation: "Pressure stall information is the most direct sign of want of CPU, memory or I/O. Without it only the indirect ones (run queue, reclaim, disk latency) are left; those are judged by the other checks.",
            remedy: remedy);
    }

    // While PSI is off, kernels up to 5.x keep the files and fail a read with EOPNOTSUPP; later ones do not make the files.
    private static (string Reason, string Remedy) WhyOff(FactUnavailableException missing, NodeIdentity? node, string? asked)
    {
        const string TurnOn = "Boot with psi=1: 'grubby --update-kernel=ALL --args=psi=1', then reboot. The cost is about 1 % on a node that switches tasks very often.";
        if (missing.Status == ProbeStatus.Unsupported)
            return (missing.Reason, "Run the audit on the live node.");
        if (node?.KernelVersion is { } version && (version.Major < 4 || version is { Major: 4, Minor: < 18 }))
            return ($"kernel {node.KernelRelease} does not have it (it came with 4.20, Red Hat's 4.18 has it too)", "Move the node to a newer kernel, such as OpenCloudOS 8 or 9 with psi=1.");
        if (missing.Status == ProbeStatus.Missing)
        {
            return asked == "psi=1"
                ? ("the kernel was started with psi=1 but has no /proc/pressure: it was built without CONFIG_PSI", "Use a kernel with CONFIG_PSI=y.")
                : ("the kernel has no /proc/pressure: PSI is off (OpenCloudOS ships CONFIG_PSI_DEFAULT_DISABLED=y), or not compiled in", TurnOn);
        }
        return ($"the kernel has PSI off (reading it fails: {missing.Reason})", TurnOn);
    }
}
