using OpsShell.Core.Facts;

namespace OpsShell.Ipvs.Facts;

/// <summary>What two readings of ip_vs_stats_percpu say about the totals of IPVS.</summary>
/// <remarks>
/// The rows of the CPUs are live. The row <c>~</c> is written by the estimator every 2 s and less what <c>ipvsadm -Z</c> found
/// (ip_vs_stats_percpu_show, ip_vs_copy_stats in net/netfilter/ipvs/ip_vs_ctl.c). Bytes from clients are compared, as they have
/// 64 bits in every kernel.
/// </remarks>
/// <param name="State">Whether the totals follow the traffic.</param>
/// <param name="Behind">By how many bytes <c>~</c> is short of the rows at the second reading; negative when it is ahead.</param>
/// <param name="Moved">Bytes by which the rows moved between the readings.</param>
/// <param name="Zeroed">Whether <c>~</c> is behind by more than the estimator's delay although it is kept up: <c>ipvsadm -Z</c> was used.</param>
public sealed record IpvsCountersVerdict(IpvsCountersState State, long Behind, long Moved, bool Zeroed)
{
    // A live estimator writes at least once in its period of 2 s and the time of a pass, which is a second at worst.
    private const double SurelyWritten = 3.5;

    // What 10 s of the present traffic bring is no more than the estimator may be behind by.
    private const double DelaySeconds = 10;

    /// <summary>Decides.</summary>
    /// <param name="samples">Two readings.</param>
    /// <param name="on">Whether the estimator is on; null when not known.</param>
    public static IpvsCountersVerdict Of(Samples<IpvsCpuStatistics> samples, bool? on)
    {
        var (first, second) = (samples.First.Sum.IncomingBytes, samples.Second.Sum.IncomingBytes);
        var behind = unchecked((long)(second - samples.Second.Total.IncomingBytes));
        if (second < first)
            return new IpvsCountersVerdict(IpvsCountersState.Unknown, behind, 0, false);
        var moved = (long)(second - first);
        // Where the estimator is off its rate stands still too: that of traffic long ago, which excuses nothing.
        var rate = on == false ? 0 : samples.Second.PerSecond.IncomingBytes;
        var allowed = DelaySeconds * Math.Max(moved / samples.Seconds, rate);
        // Slightly ahead is in order: the rows are printed first, and the estimator may write before the total is.
        var isFar = behind > allowed;
        var state = samples.First.Total != samples.Second.Total ? IpvsCountersState.Live
            : moved == 0 ? (isFar && on == false ? IpvsCountersState.Frozen : IpvsCountersState.Idle)
            : on == false || samples.Seconds >= SurelyWritten ? IpvsCountersState.Frozen
            : isFar ? IpvsCountersState.Unknown : IpvsCountersState.Live;
        return new IpvsCountersVerdict(state, behind, moved, isFar && state is IpvsCountersState.Live or IpvsCountersState.Idle);
    }
}
