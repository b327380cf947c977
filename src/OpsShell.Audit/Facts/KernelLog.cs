using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Audit.Facts;

/// <summary>What the kernel's ring buffer reports. The node filters it, so that a log of megabytes does not travel.</summary>
/// <param name="Events">In order of the log, the latest 400 at most.</param>
/// <param name="Omitted">Earlier lines that matched the node's filter but were not sent.</param>
/// <param name="StartSeconds">
/// Time stamp of the oldest line kept in the buffer, in seconds since boot: what happened before is not known. Null without stamps.
/// </param>
public sealed record KernelLog(ImmutableArray<KernelEvent> Events, ulong Omitted, double? StartSeconds)
{
    /// <summary>Lines sent at most.</summary>
    internal const int MaxLines = 400;

    // A pipe's exit code is that of its last part; dmesg's own travels through descriptor 4, because "Operation not permitted"
    // (kernel.dmesg_restrict=1) must never look like a clean log. The filter is coarse; KernelEvent decides.
    private const string Script = """
        LC_ALL=C; export LC_ALL
        exec 3>&1
        s=$({ { dmesg; echo $? >&4; } | awk '
          NR==1 {print "@start " substr($0,1,80)}
          /BUG: |[Oo]ops|kernel BUG at|general protection fault[:,]|divide error: |Unable to handle kernel|Kernel panic|WARNING: |blocked for more than|soft lockup|hard LOCKUP|INFO: rcu_|I.O error|I.O .*timeout|controller is down|Abort status|critical medium error|critical target error|offline device|EXT[234]-fs error|XFS .*([Cc]orrupt|[Ss]hut)|BTRFS.*(error|critical)|JBD2: |Remounting filesystem read-only|Hardware Error|[Mm]achine [Cc]heck events|EDAC .* [CU]E |memory read error|[Cc]orrected error|hardware memory error|Memory failure: |Killed process|out of memory: Kill|NETDEV WATCHDOG|transmit queue|unregister_netdevice: waiting|table full|not responding|Marking (clocksource|TSC)/ {b[n++%400]=substr($0,1,400)}
          END {print "@matched " n+0; for(i=(n>400?n-400:0);i<n;i++) print b[i%400]}' >&3; } 4>&1)
        exit "${s:-1}"
        """;

    /// <summary>The command.</summary>
    public static readonly ProbeItem Item = ProbeItem.Command(Script) with { NeedsRoot = true };

    /// <summary>How findings name the command, whose text is long.</summary>
    public const string Source = "`dmesg`";

    /// <summary>The fact.</summary>
    public static readonly Fact<KernelLog> Fact =
        Core.Findings.Fact.FromItems("node/kernel-log", "Failures that the kernel logged since boot", [Item], Read);

    /// <summary>Reads what the filter sent: <c>@start</c> with the oldest line, <c>@matched</c> with the count, then the lines.</summary>
    /// <exception cref="FormatException">The line <c>@matched</c> is missing: the filter did not run to its end.</exception>
    public static KernelLog Parse(string text)
    {
        double? start = null;
        ulong? matched = null;
        var cgroupKill = false;
        var events = ImmutableArray.CreateBuilder<KernelEvent>();
        foreach (var line in TextLine.Of(text))
        {
            if (matched is null && line.Text.StartsWith("@start ", StringComparison.Ordinal))
                start = KernelEvent.Split(line.Text["@start ".Length..]).Seconds;
            else if (matched is null && line.Text.StartsWith("@matched ", StringComparison.Ordinal))
                matched = line.UnsignedNumber(line.Fields(2)[1], "matched lines");
            else if (KernelEvent.AnnouncesCgroupOomKill(line.Text))
                cgroupKill = true;
            else if (KernelEvent.Of(line.Text) is { } found)
                events.Add(Refined(found, ref cgroupKill));
        }
        var all = matched ?? throw new FormatException("the line '@matched' is missing: the log was not read to its end");
        return new KernelLog(events.ToImmutable(), all > MaxLines ? all - MaxLines : 0, start);
    }

    private static KernelEvent Refined(KernelEvent found, ref bool cgroupKill)
    {
        if (found.Kind != KernelEventKind.OomKill)
            return found;
        var kind = cgroupKill ? KernelEventKind.CgroupOomKill : KernelEventKind.OomKill;
        cgroupKill = false;
        return found with { Kind = kind };
    }

    private static KernelLog Read(ProbeResults results)
    {
        var result = results.Find(Item);
        if (result.Status != ProbeStatus.Ok || result.Contents is not [var content, ..])
            throw new FactUnavailableException(Source, result.Status, ReasonOf(result.Status, result.Reason));
        if (content.ExitCode is { } code and not 0)
            throw new FactUnavailableException(Source, ProbeStatus.Failed, $"dmesg ended with exit code {code} {content.Reason}".TrimEnd());
        return CommandAnswer.Parse(Source, content.Text, Parse);
    }

    private static string ReasonOf(ProbeStatus status, string reason) =>
        status == ProbeStatus.Denied
            ? $"{reason} (kernel.dmesg_restrict=1 lets only root read the kernel log: use become, or connect as root)"
            : reason;
}
