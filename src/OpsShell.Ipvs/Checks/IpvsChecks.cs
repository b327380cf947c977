using System.Collections.Immutable;
using OpsShell.Core.Findings;

namespace OpsShell.Ipvs.Checks;

/// <summary>The checks of the area <c>ipvs</c>.</summary>
public sealed class IpvsChecks : ICheckProvider
{
    /// <inheritdoc/>
    public ImmutableArray<Check> Checks { get; } =
    [
        new ConnectionTableCheck(),
        new DeprecationCheck(),
        new EstimatorPauseCheck(),
        new FrozenCountersCheck(),
        new KubeIpvs0Check(),
        new ModulesCheck(),
        new ServiceHashCheck(),
        new SkewCheck(),
        new StrictArpCheck(),
        new VendorSysctlCheck(),
    ];
}
