using System.Collections.Immutable;

namespace OpsShell.Ipvs;

/// <summary>What connecting again and again from one source port showed (<c>Test-OpsIpvsConnectionReuse</c>). A contract: members are added, never renamed.</summary>
public sealed record OpsReuseProbe
{
    /// <summary>The node that connected.</summary>
    public required string ComputerName { get; init; }

    /// <summary>Virtual address and port.</summary>
    public required string Target { get; init; }

    /// <summary>The one source port.</summary>
    public required int LocalPort { get; init; }

    /// <summary>The conclusion.</summary>
    public required ReuseVerdict Verdict { get; init; }

    /// <summary>What it rests on, and what to do.</summary>
    public required string Explanation { get; init; }

    /// <summary>What opened the connections on that node: <c>.NET</c>, <c>python3 3.6.8</c>, <c>perl</c>, <c>curl</c>.</summary>
    public required string Tool { get; init; }

    /// <summary>The attempts from the one port, in order. The first may be no reuse.</summary>
    public required ImmutableArray<ReuseAttempt> Attempts { get; init; }

    /// <summary>Attempts from ports that the kernel chose, made before, to compare with.</summary>
    public required ImmutableArray<ReuseAttempt> Controls { get; init; }

    /// <summary>Attempts that were asked for and not made, because the time was up or five in a row had failed.</summary>
    public required int NotTried { get; init; }

    /// <summary>SYN packets that the whole node sent again meanwhile (TcpExt TCPSynRetrans), whoever's; null where not told.</summary>
    public long? NodeSynRetransmits { get; init; }

    /// <summary>Attempts from the one port that came about.</summary>
    public int Connected => Attempts.Count(attempt => attempt.Outcome == ReuseOutcome.Connected);

    /// <summary>Attempts from the one port that waited whole seconds for a lost packet.</summary>
    public int Stalled => Attempts.Count(attempt => attempt.StallSeconds > 0);

    /// <summary>Attempts from the one port that were refused.</summary>
    public int Refused => Attempts.Count(attempt => attempt.Outcome == ReuseOutcome.Refused);

    /// <summary>Attempts from the one port that nobody answered.</summary>
    public int Unanswered => Attempts.Count(attempt => attempt.Outcome == ReuseOutcome.TimedOut);

    /// <summary>
    /// Connections from the one port that the server ended first. Only they leave the entry of IPVS in TIME_WAIT and the port free.
    /// </summary>
    public int ServerClosed => Attempts.Count(attempt => attempt.ClosedBy == "server");

    /// <summary>Stalls by length: <c>1 s: 19</c>.</summary>
    public ImmutableArray<string> Stalls =>
        [.. Attempts.Where(attempt => attempt.StallSeconds > 0).CountBy(attempt => attempt.StallSeconds).OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} s: {pair.Value}")];

    /// <summary>Half of the connections from the one port came about within it.</summary>
    public TimeSpan? Median => MedianOf(Attempts);

    /// <summary>The slowest connection from the one port.</summary>
    public TimeSpan? Maximum => Attempts.Where(attempt => attempt.Outcome == ReuseOutcome.Connected).Select(attempt => (TimeSpan?)attempt.Duration).Max();

    /// <summary>Half of the connections from other ports came about within it.</summary>
    public TimeSpan? ControlMedian => MedianOf(Controls);

    private static TimeSpan? MedianOf(IEnumerable<ReuseAttempt> attempts)
    {
        TimeSpan[] times = [.. attempts.Where(attempt => attempt.Outcome == ReuseOutcome.Connected).Select(attempt => attempt.Duration).Order()];
        return times.Length == 0 ? null : times[(times.Length - 1) / 2];
    }
}
