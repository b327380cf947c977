using OpsShell.Fleet;
using static System.FormattableString;

namespace OpsShell.Ipvs.Probing;

/// <summary>Concludes from the attempts. Pure.</summary>
internal static class ReuseJudgement
{
    private const int EnoughStalls = 2;

    /// <summary>The result of a run.</summary>
    public static OpsReuseProbe Of(string node, ReusePlan plan, ReuseAnswer answer)
    {
        var probe = new OpsReuseProbe
        {
            ComputerName = node,
            Target = plan.Target,
            LocalPort = plan.LocalPort,
            Verdict = ReuseVerdict.Inconclusive,
            Explanation = "",
            Tool = answer.Tool,
            Attempts = answer.Attempts,
            Controls = answer.Controls,
            NotTried = Math.Max(0, plan.Count - answer.Attempts.Length),
            NodeSynRetransmits = answer.SynRetransmits,
        };
        var (verdict, explanation) = Decide(probe);
        return probe with { Verdict = verdict, Explanation = explanation };
    }

    private static (ReuseVerdict Verdict, string Explanation) Decide(OpsReuseProbe probe)
    {
        var tried = probe.Attempts.Where(attempt => attempt.Outcome != ReuseOutcome.PortBusy).ToList();
        var failed = tried.Count(attempt => attempt.Outcome != ReuseOutcome.Connected);
        var controlsFailed = probe.Controls.Count(attempt => attempt.Outcome != ReuseOutcome.Connected);
        var controlsStalled = probe.Controls.Count(attempt => attempt.StallSeconds > 0);
        if (probe.Controls.Length > 0 && controlsFailed == probe.Controls.Length && failed == tried.Count)
            return Unreachable(probe);
        if (tried.Count == 0)
            return (ReuseVerdict.Inconclusive, Invariant($"Source port {probe.LocalPort} was in use on the client, so no attempt was made from it. Choose another -LocalPort."));
        if (controlsFailed > 0)
            return (ReuseVerdict.Inconclusive, Invariant($"{controlsFailed} of {probe.Controls.Length} connections from fresh ports failed as well, so some real servers do not answer, whatever the port. Test-OpsIpvs tells which."));
        if (failed > 0)
            return (ReuseVerdict.MisroutedReuse, Invariant($"{failed} of {tried.Count} connections from port {probe.LocalPort} failed ({probe.Refused} refused, {probe.Unanswered} without answer), while all from fresh ports came about: IPVS sends the reused port to the real server of the old connection, which is gone. Set net.ipv4.vs.conn_reuse_mode=1 and expire_nodest_conn=1 where the kernel allows it; Test-OpsIpvs -Check ipvs/conn-reuse says what fits this node."));
        if (controlsStalled > 0)
            return (ReuseVerdict.SynLoss, Invariant($"{controlsStalled} of {probe.Controls.Length} connections from fresh ports stalled too, so packets are lost whatever the port: look at the network and at the real servers' listen queues."));
        if (probe.Stalled >= EnoughStalls)
            return (ReuseVerdict.DelayedReuse, Invariant($"{probe.Stalled} of {tried.Count} connections from port {probe.LocalPort} stalled ({string.Join(", ", probe.Stalls)}) and none from fresh ports ({ViewText.Duration(probe.ControlMedian)}): IPVS drops the first packet of a connection that reuses a port. Test-OpsIpvs -Check ipvs/conn-reuse gives cause and remedy."));
        if (probe.Stalled > 0)
            return (ReuseVerdict.Inconclusive, Invariant($"One of {tried.Count} connections stalled ({string.Join(", ", probe.Stalls)}), which a lost packet does as well. Try again with a greater -Count."));
        if (tried.Count < 2)
            return (ReuseVerdict.Inconclusive, "Only one attempt was made from the port, and so no reuse.");
        return probe.ServerClosed > 0
            ? (ReuseVerdict.Healthy, Invariant($"{tried.Count} connections from port {probe.LocalPort} came about in {ViewText.Duration(probe.Median)} (median), at most {ViewText.Duration(probe.Maximum)}, as those from fresh ports did ({ViewText.Duration(probe.ControlMedian)})."))
            : (ReuseVerdict.Inconclusive, "Nothing stalled, but the server never ended a connection first; so the entries of IPVS were not in TIME_WAIT, where reuse goes wrong. Probe a service that closes after an HTTP request.");
    }

    private static (ReuseVerdict Verdict, string Explanation) Unreachable(OpsReuseProbe probe)
    {
        var all = probe.Controls.Concat(probe.Attempts).ToList();
        if (all.TrueForAll(attempt => attempt.Outcome is ReuseOutcome.Refused or ReuseOutcome.PortBusy))
            return (ReuseVerdict.Refused, Invariant($"All {all.Count} connections were refused: nothing listens on {probe.Target}, or the real servers refuse."));
        return all.Exists(attempt => attempt.Outcome == ReuseOutcome.TimedOut)
            ? (ReuseVerdict.NoAnswer, Invariant($"None of {all.Count} connections to {probe.Target} was answered."))
            : (ReuseVerdict.NoAnswer, Invariant($"None of {all.Count} connections to {probe.Target} came about: no route, or a firewall says no."));
    }
}
