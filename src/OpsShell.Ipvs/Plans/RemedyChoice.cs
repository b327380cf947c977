using OpsShell.Core.Findings;
using OpsShell.Core.Nodes;

namespace OpsShell.Ipvs.Plans;

/// <summary>That a remedy was chosen.</summary>
/// <param name="ComputerName">The node; null for all.</param>
/// <param name="Check">The check whose remedy it is.</param>
/// <param name="Subject">What on the node; empty for all.</param>
/// <param name="IfFound">
/// Only where the check finds something now. So it is with a pattern: who says 'ipvs/*' wants what is wrong put right, not every remedy applied.
/// </param>
internal sealed record RemedyChoice(string? ComputerName, string Check, string Subject, bool IfFound = false)
{
    /// <summary>Whether it holds for a node.</summary>
    public bool IsFor(Node node) => ComputerName is null || ComputerName.Equals(node.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The choices, those by a pattern replaced by one for each finding that needs a repair and is among their subjects. Pure.</summary>
    public static List<RemedyChoice> WhereFound(IEnumerable<RemedyChoice> chosen, IReadOnlyCollection<Finding> findings) =>
        [.. chosen.SelectMany(choice => choice.IfFound ? choice.Found(findings) : [choice]).Distinct()];

    /// <summary>Whether a finding of this status is repaired.</summary>
    public static bool NeedsRepair(FindingStatus status) => status is FindingStatus.Warning or FindingStatus.Critical;

    private IEnumerable<RemedyChoice> Found(IEnumerable<Finding> findings) => findings
        .Where(finding => finding.Check == Check && NeedsRepair(finding.Status) && (Subject.Length == 0 || Subject == finding.Subject))
        .Select(finding => this with { Subject = finding.Subject });
}
