using System.Collections.Immutable;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Plans.Remedies;

/// <summary>Keeps tracking entries of IPVS connections, which kube-proxy's rules for masquerading need.</summary>
public sealed class ConntrackRemedy : IpvsRemedy
{
    private const string Name = "conntrack";

    // The one of the check's findings that the setting is about: a table that is full gets fuller by tracking IPVS' connections.
    private const string Setting = "setting";

    /// <inheritdoc/>
    public override string Check => "ipvs/conntrack";

    /// <inheritdoc/>
    public override string Description => "Sets net.ipv4.vs.conntrack to 1.";

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsSysctls.Fact];

    /// <inheritdoc/>
    public override bool HasSubjects => true;

    /// <inheritdoc/>
    public override RemedyPlan Plan(FactSet facts, IReadOnlyCollection<string> subjects) =>
        subjects.Count > 0 && !subjects.Contains(Setting)
            ? RemedyPlan.Refuse($"net.ipv4.vs.{Name} does not cause what ipvs/conntrack found ({string.Join(", ", subjects.Order(StringComparer.Ordinal))}), so it was not changed. The finding's Remedy says what helps.")
        : facts.Get(IpvsSysctls.Fact)[Name] is null
            ? RemedyPlan.Refuse($"net.ipv4.vs.{Name} does not exist: this kernel is built without CONFIG_IP_VS_NFCT, which kube-proxy's IPVS mode needs.")
            : RemedyPlan.Set(($"net.ipv4.vs.{Name}", "1"));
}
