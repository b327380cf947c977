using System.Collections.Immutable;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Core.Facts;

/// <summary>
/// Ticks of the kernel's clock in a second (CONFIG_HZ), which turns jiffies into seconds. Two values of the routing code start as HZ and
/// 5 * HZ and are shown in jiffies (ip_rt_error_cost and ip_rt_error_burst in net/ipv4/route.c); where somebody has set one of
/// them they no longer agree, and HZ is not known.
/// </summary>
/// <param name="Value">Ticks in a second.</param>
public sealed record KernelHz(int Value)
{
    private const int BurstFactor = 5;

    /// <summary>Where the two values are.</summary>
    public const string Source = "/proc/sys/net/ipv4/route";

    private static readonly ProbeItem _cost = ProbeItem.File(Source + "/error_cost");
    private static readonly ProbeItem _burst = ProbeItem.File(Source + "/error_burst");

    // The choices of kernel/Kconfig.hz and of arch/{alpha,arm,mips,xtensa,...}/Kconfig.
    private static readonly ImmutableArray<int> _choices = [24, 32, 48, 64, 100, 128, 200, 250, 256, 300, 500, 512, 1000, 1024, 1200];

    /// <summary>The fact. Unavailable where the two values do not agree.</summary>
    public static readonly Fact<KernelHz> Fact = Findings.Fact.FromItems(
        "node/hz", "Ticks of the kernel's clock in a second", [_cost, _burst], results => From(Number(results, _cost), Number(results, _burst)));

    /// <summary>From the two values.</summary>
    /// <exception cref="FactUnavailableException">They do not tell HZ; the message says why.</exception>
    public static KernelHz From(long errorCost, long errorBurst) => _choices.Contains((int)Math.Clamp(errorCost, 0, int.MaxValue)) && errorBurst == BurstFactor * errorCost
        ? new KernelHz((int)errorCost)
        : throw new FactUnavailableException(
            Source, ProbeStatus.Failed,
            $"error_cost is {errorCost} and error_burst {errorBurst}; they tell the kernel's HZ only while they have their default values, HZ and {BurstFactor} times HZ");

    /// <summary>Jiffies as a duration.</summary>
    public TimeSpan Duration(ulong jiffies) => TimeSpan.FromSeconds(Math.Min((double)jiffies / Value, TimeSpan.MaxValue.TotalSeconds / 2));

    private static long Number(ProbeResults results, ProbeItem item)
    {
        var line = TextLine.Sole(results.Text(item));
        return line.SignedNumber(line.Fields(1)[0], item.Target);
    }
}
