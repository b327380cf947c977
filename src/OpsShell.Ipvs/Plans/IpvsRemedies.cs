using System.Collections.Immutable;
using OpsShell.Ipvs.Plans.Remedies;

namespace OpsShell.Ipvs.Plans;

/// <summary>All that Repair-OpsIpvs can do.</summary>
public static class IpvsRemedies
{
    /// <summary>The remedies, in order of check.</summary>
    public static ImmutableArray<IpvsRemedy> All { get; } =
    [
        new ConnectionReuseRemedy(),
        new ConnectionTableRemedy(),
        new ConntrackRemedy(),
        new EstimatorRemedy(),
        new ExpireRemedy(),
        new KubeIpvs0Remedy(),
        new StrictArpRemedy(),
    ];
}
