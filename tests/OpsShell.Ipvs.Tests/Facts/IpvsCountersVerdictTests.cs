using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Tests.Facts;

public sealed class IpvsCountersVerdictTests
{
    private static IpvsCpuStatistics Reading(ulong rows, ulong total, ulong perSecond = 0) => new(
        ImmutableSortedDictionary<int, IpvsCounters>.Empty.Add(0, Bytes(rows - (rows / 2))).Add(1, Bytes(rows / 2)), Bytes(total), Bytes(perSecond));

    private static IpvsCounters Bytes(ulong incoming) => new(incoming / 1000, incoming / 100, 0, incoming, 0);

    private static IpvsCountersVerdict Judge(IpvsCpuStatistics first, IpvsCpuStatistics second, bool? on, double seconds = 1) =>
        IpvsCountersVerdict.Of(new Samples<IpvsCpuStatistics>(first, second, seconds), on);

    [Theory]
    // The total moves.
    [InlineData(50_000, 60_000, 48_000, 60_000, 10_000, true, 1, IpvsCountersState.Live, false)]
    // 1 s lies between two writings, and the total is behind by less than the traffic explains.
    [InlineData(50_000, 60_000, 48_000, 48_000, 10_000, true, 1, IpvsCountersState.Live, false)]
    // It moves, and is far behind: ipvsadm -Z.
    [InlineData(9_000_000, 9_010_000, 10_000, 20_000, 10_000, true, 1, IpvsCountersState.Live, true)]
    // Off, and never written.
    [InlineData(9_000_000, 9_010_000, 0, 0, 0, false, 1, IpvsCountersState.Frozen, false)]
    // Switched off while running: the rates stand still too.
    [InlineData(9_000_000, 9_010_000, 5_000_000, 5_000_000, 10_000, false, 1, IpvsCountersState.Frozen, false)]
    // On or not known, but 4 s without a writing.
    [InlineData(9_000_000, 9_010_000, 0, 0, 0, true, 4, IpvsCountersState.Frozen, false)]
    [InlineData(9_000_000, 9_010_000, 0, 0, 0, null, 4, IpvsCountersState.Frozen, false)]
    // The same in 1 s may be ipvsadm -Z and traffic that has just begun.
    [InlineData(9_000_000, 9_010_000, 0, 0, 0, true, 1, IpvsCountersState.Unknown, false)]
    // No traffic.
    [InlineData(9_000_000, 9_000_000, 9_000_000, 9_000_000, 0, true, 1, IpvsCountersState.Idle, false)]
    [InlineData(9_000_000, 9_000_000, 9_000_000, 9_000_000, 0, false, 1, IpvsCountersState.Idle, false)]
    [InlineData(9_000_000, 9_000_000, 1_000, 1_000, 0, true, 1, IpvsCountersState.Idle, true)]
    [InlineData(9_000_000, 9_000_000, 0, 0, 0, false, 1, IpvsCountersState.Frozen, false)]
    // Off, and little behind: the rate of the last pass is shown for ever, and is no traffic of now.
    [InlineData(2_736, 2_736, 1_710, 1_710, 182, false, 4, IpvsCountersState.Frozen, false)]
    // The module was loaded anew in between.
    [InlineData(9_000_000, 10, 0, 0, 0, true, 1, IpvsCountersState.Unknown, false)]
    public void Totals_are_compared_with_the_rows(
        ulong firstRows, ulong secondRows, ulong firstTotal, ulong secondTotal, ulong perSecond, bool? on, double seconds, IpvsCountersState state, bool zeroed)
    {
        var verdict = Judge(Reading(firstRows, firstTotal), Reading(secondRows, secondTotal, perSecond), on, seconds);
        Assert.Equal((state, zeroed), (verdict.State, verdict.Zeroed));
        Assert.Equal((long)(secondRows - secondTotal), verdict.Behind);
    }

    [Fact]
    public void A_total_ahead_of_the_rows_is_live()
    {
        // Rows are printed before the total, and the estimator may write in between.
        var verdict = Judge(Reading(50_000, 48_000), Reading(60_000, 60_500), true);
        Assert.Equal((IpvsCountersState.Live, -500L, false), (verdict.State, verdict.Behind, verdict.Zeroed));
    }
}
