namespace OpsShell.Ipvs;

/// <summary>One attempt to connect.</summary>
/// <param name="Duration">From sending the first packet to the outcome.</param>
/// <param name="SynRetransmits">How often the kernel had to send the first packet again; null where the tool cannot tell.</param>
/// <param name="Outcome">What it came to.</param>
/// <param name="ClosedBy">Who ended the connection first: <c>server</c>, <c>client</c> or <c>reset</c>; <c>-</c> without one.</param>
public sealed record ReuseAttempt(TimeSpan Duration, int? SynRetransmits, ReuseOutcome Outcome, string ClosedBy)
{
    // A timer of the kernel is late by some milliseconds, and the answer takes its way; both add.
    private const double Early = 0.05, Late = 0.6, Longest = 130;

    /// <summary>
    /// Whole seconds for which the first packet was waited for in vain: 1, 3, 7 (RFC 6298: 1 s, doubled each time), or 1, 2, 3, 4, 5
    /// with net.ipv4.tcp_syn_linear_timeouts of kernel 6.5 and later. 0 for none. Told by the kernel's own count where it is known.
    /// </summary>
    public int StallSeconds
    {
        get
        {
            var seconds = Duration.TotalSeconds;
            if (Outcome is not (ReuseOutcome.Connected or ReuseOutcome.Refused) || SynRetransmits == 0 || seconds is < 1 - Early or > Longest)
                return 0;
            var whole = (int)Math.Floor(seconds + Early);
            return SynRetransmits > 0 || seconds - whole < Late ? whole : 0;
        }
    }
}
