using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Ipvs.Facts;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Ipvs.Checks;

/// <summary>
/// What the checks of this area have in common: a node without IPVS is not their concern, and a node whose table cannot be read
/// is Unknown.
/// </summary>
public abstract class IpvsCheck : Check
{
    /// <inheritdoc/>
    public sealed override IEnumerable<Finding> Evaluate(CheckContext context) =>
        context.TryGet(IpvsTable.Fact, out var table, out var reason) ? Evaluate(context, table) : [Absent(context, reason)];

    /// <summary>Decides on a node that has IPVS. <see cref="IpvsTable.Fact"/> must stand in <see cref="Check.Needs"/>.</summary>
    protected abstract IEnumerable<Finding> Evaluate(CheckContext context, IpvsTable table);

    private static Finding Absent(CheckContext context, FactUnavailableException reason) =>
        reason.Status == ProbeStatus.Missing
            ? context.Finding(FindingStatus.NotApplicable, "This node has no IPVS: the module ip_vs is not loaded", [Seen(IpvsTable.Source, "status", reason.Reason)])
            : context.Unknown("IPVS", reason);
}
