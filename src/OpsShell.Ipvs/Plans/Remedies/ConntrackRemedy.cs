using System.Collections.Immutable;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Plans.Remedies;

/// <summary>Keeps tracking entries of IPVS connections, which kube-proxy's rules for masquerading need.</summary>
public sealed class ConntrackRemedy : IpvsRemedy
{
    private const string Name = "conntrack";

    /// <inheritdoc/>
    public override string Check => "ipvs/conntrack";

    /// <inheritdoc/>
    public override string Description => "Sets net.ipv4.vs.conntrack to 1.";

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsSysctls.Fact];

    /// <inheritdoc/>
    public override RemedyPlan Plan(FactSet facts, IReadOnlyCollection<string> subjects) =>
        facts.Get(IpvsSysctls.Fact)[Name] is null
            ? RemedyPlan.Refuse($"net.ipv4.vs.{Name} does not exist: this kernel is built without CONFIG_IP_VS_NFCT, which kube-proxy's IPVS mode needs.")
            : RemedyPlan.Set(($"net.ipv4.vs.{Name}", "1"));
}
