using System.Collections.Immutable;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Plans.Remedies;

/// <summary>Turns the estimator off, whose timer stops a CPU for as long as it counts.</summary>
public sealed class EstimatorRemedy : IpvsRemedy
{
    /// <inheritdoc/>
    public override string Check => "ipvs/estimator-pause";

    /// <inheritdoc/>
    public override string Description => "Turns the IPVS estimator off by whichever switch the kernel has.";

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsSysctls.Fact];

    /// <inheritdoc/>
    public override RemedyPlan Plan(FactSet facts, IReadOnlyCollection<string> subjects)
    {
        var sysctls = facts.Get(IpvsSysctls.Fact);
        if (sysctls["est_cpulist"] is not null)
            return RemedyPlan.Refuse("This kernel estimates in kernel threads (net.ipv4.vs.est_cpulist exists), which pause nobody. Choose their CPUs with est_cpulist and their priority with est_nice.");
        return Switch(sysctls) is { } name
            ? RemedyPlan.Set(($"net.ipv4.vs.{name}", "0")) with
            {
                Notes = ["Statistics and rates of IPVS stand still from now on: ipvsadm --stats and --rate, /proc/net/ip_vs_stats, node_ipvs_* of node_exporter. Scheduling does not need them."],
            }
            : RemedyPlan.Refuse("This kernel has no switch for the estimator: net.ipv4.vs.run_estimation came with 5.16 and with backports of vendors. What helps is fewer virtual services (kube-proxy: nodePortAddresses), a kernel with the switch, or kube-proxy's nftables mode.");
    }

    private static string? Switch(IpvsSysctls sysctls) => EstimatorSwitch.Names.FirstOrDefault(name => sysctls[name] is not null);
}
