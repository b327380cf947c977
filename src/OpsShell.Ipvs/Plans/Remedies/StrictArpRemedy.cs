using System.Collections.Immutable;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Plans.Remedies;

/// <summary>Has the node keep quiet about virtual addresses when it is asked by ARP.</summary>
public sealed class StrictArpRemedy : IpvsRemedy
{
    /// <inheritdoc/>
    public override string Check => "ipvs/strict-arp";

    /// <inheritdoc/>
    public override string Description => "Sets net.ipv4.conf.all.arp_ignore to 1 and arp_announce to 2, as kube-proxy's ipvs.strictARP does.";

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [NodeAddresses.Fact];

    /// <inheritdoc/>
    public override RemedyPlan Plan(FactSet facts, IReadOnlyCollection<string> subjects) =>
        facts.Get(NodeAddresses.Fact).HasKubeIpvs0
            ? RemedyPlan.Set(("net.ipv4.conf.all.arp_ignore", "1"), ("net.ipv4.conf.all.arp_announce", "2")) with
            {
                Notes = ["New nodes get this only by kube-proxy's configuration: ipvs.strictARP: true."],
            }
            : RemedyPlan.Refuse($"There is no {NodeAddresses.KubeIpvs0}, so the node's virtual addresses are not kube-proxy's. Whoever announces them (keepalived, an administrator) chooses arp_ignore and arp_announce.");
}
