using System.Globalization;
using OpsShell.Core.Facts;

namespace OpsShell.Ipvs.Facts;

/// <summary>
/// Whether the counters of services and real servers move with the traffic. The kernel copies them from per-CPU counters in the estimator, every 2 s
/// (ip_vs_est.c); where that is switched off they stand still while packets flow.
/// </summary>
public static class CounterLife
{
    // Twice the period of the estimator, which runs a little slower than its 2 s.
    private const double LongEnough = 4;

    /// <summary>Why the counters stand still; null when nothing says that they do.</summary>
    /// <param name="cpus">Two readings of the live counters beside the copied ones; null where they were not read.</param>
    /// <param name="sysctls">The values of net.ipv4.vs; null where they were not read.</param>
    public static string? Frozen(Samples<IpvsCpuStatistics>? cpus, IpvsSysctls? sysctls)
    {
        if (sysctls is not null && EstimatorSwitch.Of(sysctls) is { On: false } off)
            return $"net.ipv4.vs.{off.Name} is {off.Value}, so the kernel does not refresh these counters";
        if (cpus is null || cpus.Seconds < LongEnough || cpus.Second.Total != cpus.First.Total)
            return null;
        return Samples.Delta(cpus.First.Sum.IncomingPackets, cpus.Second.Sum.IncomingPackets) is > 0 and var packets
            ? string.Create(CultureInfo.InvariantCulture, $"the CPUs counted {packets} packets in {cpus.Seconds:0.#} s and the total in {IpvsCpuStatistics.Source} did not move, so the kernel does not refresh these counters")
            : null;
    }
}
