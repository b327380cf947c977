using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Compare;

/// <summary>
/// Persistence timeouts, which the kernel prints in jiffies and kube-proxy sets in seconds; and a guess how many jiffies a second
/// has (CONFIG_HZ), for nodes of which <see cref="OpsShell.Core.Facts.KernelHz"/> is not known. Pure.
/// </summary>
internal static class KernelTicks
{
    /// <summary>sessionAffinityConfig.clientIP.timeoutSeconds when none is said.</summary>
    public const int DefaultSeconds = 10800;

    // The values that kernel/Kconfig.hz offers.
    private static readonly int[] _frequencies = [1000, 250, 100, 300];

    /// <summary>The frequency that explains most of the pairs of jiffies and expected seconds; null when none explains any.</summary>
    public static int? Guess(IEnumerable<(ulong Jiffies, int Seconds)> timeouts)
    {
        var known = timeouts.ToList();
        var best = _frequencies.Select(hz => (Hz: hz, Count: known.Count(pair => pair.Jiffies == (ulong)pair.Seconds * (ulong)hz))).MaxBy(guess => guess.Count);
        return best.Count > 0 ? best.Hz : null;
    }

    /// <summary>The frequency by which most services of a table have kube-proxy's default of 10800 s.</summary>
    public static int? Guess(IpvsTable table) =>
        Guess(table.Services.Where(service => service.Persistence is not null).Select(service => (service.Persistence!.TimeoutJiffies, DefaultSeconds)));

    /// <summary>A persistence in words.</summary>
    public static string Describe(IpvsPersistence? persistence, int? hz)
    {
        if (persistence is null)
            return "none";
        var jiffies = persistence.TimeoutJiffies;
        var time = hz is { } known && jiffies % (ulong)known == 0 ? $"{jiffies / (ulong)known} s" : $"{jiffies} jiffies";
        return persistence.NetmaskBits is null or 32 or 128 ? time : $"{time}, netmask /{persistence.NetmaskBits}";
    }
}
