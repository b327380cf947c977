using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Audit.Facts;

/// <summary>How much a CPU may take from the cards in one go (net.core.*, Documentation/admin-guide/sysctl/net.rst).</summary>
/// <param name="Budget">netdev_budget: packets in one poll cycle; null when not told (another network namespace than the first).</param>
/// <param name="BudgetMicroseconds">netdev_budget_usecs: time of one poll cycle; null before kernel 4.12.</param>
/// <param name="MaxBacklog">netdev_max_backlog: packets that wait for a CPU.</param>
public sealed record SoftnetLimits(ulong? Budget, ulong? BudgetMicroseconds, ulong? MaxBacklog)
{
    private static readonly ProbeItem BudgetFile = ProbeItem.File("/proc/sys/net/core/netdev_budget");
    private static readonly ProbeItem MicrosecondsFile = ProbeItem.File("/proc/sys/net/core/netdev_budget_usecs");
    private static readonly ProbeItem BacklogFile = ProbeItem.File("/proc/sys/net/core/netdev_max_backlog");

    /// <summary>The fact.</summary>
    public static readonly Fact<SoftnetLimits> Fact = Core.Findings.Fact.FromItems(
        "node/softnet-limits",
        "Budget and backlog of packet processing",
        [BudgetFile, MicrosecondsFile, BacklogFile],
        results => new SoftnetLimits(Number(results, BudgetFile), Number(results, MicrosecondsFile), Number(results, BacklogFile)));

    private static ulong? Number(ProbeResults results, ProbeItem item)
    {
        if (results.Find(item) is not { Status: ProbeStatus.Ok, Contents: [var content, ..] })
            return null;
        var line = TextLine.Sole(content.Text);
        return line.UnsignedNumber(line.Fields(1)[0], item.Target);
    }
}
