using System.Collections.Immutable;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Plans.Remedies;

/// <summary>Lets connections and persistence templates end with their real server.</summary>
public sealed class ExpireRemedy : IpvsRemedy
{
    private static readonly ImmutableArray<string> _names = ["expire_nodest_conn", "expire_quiescent_template"];

    /// <inheritdoc/>
    public override string Check => "ipvs/expire";

    /// <inheritdoc/>
    public override string Description => "Sets net.ipv4.vs.expire_nodest_conn and expire_quiescent_template to 1.";

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsSysctls.Fact];

    /// <inheritdoc/>
    public override bool HasSubjects => true;

    /// <inheritdoc/>
    public override RemedyPlan Plan(FactSet facts, IReadOnlyCollection<string> subjects)
    {
        // The findings' subjects are the names of the settings.
        var names = _names.Where(name => subjects.Count == 0 || subjects.Contains(name)).ToArray();
        if (names.Length == 0)
            return RemedyPlan.Refuse($"ipvs/expire finds nothing about {string.Join(", ", subjects.Order(StringComparer.Ordinal))}, so nothing was changed. Its subjects are {string.Join(" and ", _names)}.");
        var sysctls = facts.Get(IpvsSysctls.Fact);
        return names.Aggregate(RemedyPlan.Nothing, (plan, name) => plan.And(
            sysctls[name] is null
                ? RemedyPlan.Refuse($"net.ipv4.vs.{name} does not exist on this kernel.")
                : RemedyPlan.Set(($"net.ipv4.vs.{name}", "1"))));
    }
}
