namespace OpsShell.Ipvs;

/// <summary>What a thread of the estimator (kernel 6.2 and later) did while it was watched.</summary>
/// <param name="ProcessId">Its process id.</param>
/// <param name="Name">Its name, as <c>ipvs-e:0:1</c>.</param>
/// <param name="Cpu">The CPU that it ran on last; null when not told.</param>
/// <param name="CpuTime">CPU time that it took.</param>
/// <param name="CpuPercent">The same in percent of one CPU.</param>
/// <param name="AverageRun">CPU time per time slice; null where the kernel does not count them.</param>
public sealed record EstimatorThread(int ProcessId, string Name, int? Cpu, TimeSpan CpuTime, double CpuPercent, TimeSpan? AverageRun);
