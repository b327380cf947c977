using System.Collections.Immutable;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Compare;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Checks;

/// <summary>The checks of the area <c>ipvs</c>.</summary>
public sealed class IpvsChecks : ICheckProvider
{
    /// <inheritdoc/>
    public ImmutableArray<Check> Checks { get; } =
    [
        new ConnectionReuseCheck(),
        new PortReusePressureCheck(),
        new DeadServerTrafficCheck(),
        new StuckDrainCheck(),
        new NoRealServerCheck(),
        new ServiceHashCheck(),
        new IpvsConntrackCheck(),
        new TimeoutsCheck(),
        new ExpireCheck(),
        new HalfOpenCheck(),
        new DefenceCheck(),
        new ConnectionTableCheck(),
        new DeprecationCheck(),
        new EstimatorPauseCheck(),
        new FrozenCountersCheck(),
        new KubeIpvs0Check(),
        new ModulesCheck(),
        new SkewCheck(),
        new StrictArpCheck(),
        new VendorSysctlCheck(),
    ];

    /// <inheritdoc/>
    public ImmutableArray<Fact> Recorded { get; } =
        // The checks read the table twice, and a recording answers who wants one reading from that.
        [.. ServiceReading.Facts.Union(SysctlReading.Facts).Union(NodeReading.Facts).Except([IpvsTable.Once])];

    /// <inheritdoc/>
    public ImmutableArray<OptionalRecording> OptionalRecordings { get; } = [ConnectionReader.Recording];
}
