using OpsShell.Core.Facts;

namespace OpsShell.Ipvs.Facts;

/// <summary>
/// What the estimator of IPVS costs on a node, from what it has to visit: every 2 s it reads the counters of every virtual
/// service, every real server and the total, on every possible CPU.
/// </summary>
/// <remarks>
/// The cost of one visit was published three times: at least 38 ns (200 ms for 50,000 services and 104 CPUs, commit 2232642ec3fb);
/// 42 and 62 ns (1,056 estimators in 5.69 ms with the performance governor, 384 in 3.06 ms with ondemand, 128 CPUs in 8 NUMA nodes;
/// netdev 20221111172136), and up to 87 ns for a single estimator on the same machine. Hence 40 to 90 ns, and 65 ns as the middle.
/// The network namespace that was read has a timer or threads of its own; those of other namespaces come on top.
/// </remarks>
/// <param name="VirtualServices">Virtual services.</param>
/// <param name="RealServers">Real servers of all services.</param>
/// <param name="PossibleCpus">CPUs that this boot could ever have, not only those online.</param>
/// <param name="Design">How the kernel does the work.</param>
/// <param name="Switch">Whether it does it at all.</param>
public sealed record EstimatorForecast(int VirtualServices, int RealServers, int PossibleCpus, EstimatorDesign Design, EstimatorSwitch Switch)
{
    /// <summary>Nanoseconds for one estimator on one CPU, on a fast machine.</summary>
    public const double LeastNanoseconds = 40;

    /// <summary>Nanoseconds for one estimator on one CPU, on a machine with many NUMA nodes and power saving.</summary>
    public const double MostNanoseconds = 90;

    /// <summary>Time from the end of one pass to the begin of the next (2 * HZ in ip_vs_est.c).</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    /// <summary>What is visited in a pass: virtual services, real servers, and the total of all (tot_stats).</summary>
    public long Estimators => (long)VirtualServices + RealServers + 1;

    /// <summary>Counters read in a pass: estimators times possible CPUs.</summary>
    public long Visits => Estimators * PossibleCpus;

    /// <summary>CPU time of one pass on a fast machine, were the estimator on.</summary>
    public TimeSpan LeastWork => Work(LeastNanoseconds);

    /// <summary>CPU time of one pass in the middle of what was published, were the estimator on.</summary>
    public TimeSpan MiddleWork => Work((LeastNanoseconds + MostNanoseconds) / 2);

    /// <summary>CPU time of one pass on a slow machine, were the estimator on.</summary>
    public TimeSpan MostWork => Work(MostNanoseconds);

    /// <summary>
    /// Whether each pass holds up one CPU: with a timer that is not switched off. A switch that could not be read counts as on, to
    /// err on the safe side.
    /// </summary>
    public bool Pauses => Design == EstimatorDesign.Timer && Switch.On != false;

    /// <summary>
    /// Share of one CPU in percent that a pass of this length takes. The timer starts its 2 s when it is done, the threads keep pace.
    /// </summary>
    public double CpuPercent(TimeSpan work) =>
        100 * work.TotalSeconds / (Period.TotalSeconds + (Design == EstimatorDesign.Timer ? work.TotalSeconds : 0));

    /// <summary>
    /// The forecast. The design is told by files: only kernels with threads have <c>est_cpulist</c> and <c>est_nice</c> (commit f0be83d54217).
    /// </summary>
    public static EstimatorForecast Of(IpvsTable table, CpuList possible, IpvsSysctls sysctls) =>
        new(table.Services.Length, table.RealServerCount, possible.Count, DesignOf(sysctls), EstimatorSwitch.Of(sysctls));

    private static EstimatorDesign DesignOf(IpvsSysctls sysctls) =>
        Array.Exists(["est_cpulist", "est_nice"], name => sysctls[name] is not null || sysctls.Unread.ContainsKey(name))
            ? EstimatorDesign.Kthreads
            : EstimatorDesign.Timer;

    private TimeSpan Work(double nanoseconds) => TimeSpan.FromMilliseconds(Visits * nanoseconds / 1e6);
}
