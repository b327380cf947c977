using System.Collections.Immutable;
using OpsShell.Core.Findings;
using OpsShell.Core.Nodes;

namespace OpsShell.Audit.Reports;

/// <summary>One finding that several nodes have in the same words, for people: the nodes stand together as <c>web[01-40]</c>.</summary>
/// <param name="Nodes">The nodes, folded.</param>
/// <param name="Finding">The finding of the first of them.</param>
internal sealed record FoldedFinding(string Nodes, Finding Finding)
{
    /// <summary>What stands for the checks when a node was not read and so all of them are Unknown.</summary>
    public const string AllChecks = "(all checks)";

    /// <summary>Whether evidence and remedy belong below it.</summary>
    public bool NeedsAction => Finding.Status is FindingStatus.Critical or FindingStatus.Warning or FindingStatus.Unknown;

    /// <summary>
    /// The findings of at least a status, worst first, equal ones of several nodes as one. A node that was not read has one
    /// line with the reason, instead of one for every check; whatever the status asked for, because it may have anything.
    /// </summary>
    public static ImmutableArray<FoldedFinding> Fold(AuditReport report, FindingStatus minStatus)
    {
        var unread = report.Nodes.Where(node => node.Error is not null).DistinctBy(node => node.ComputerName, StringComparer.Ordinal)
            .ToDictionary(node => node.ComputerName, StringComparer.Ordinal);
        var read = report.AtLeast(minStatus).Where(finding => finding.Status != FindingStatus.Unknown || !unread.ContainsKey(finding.ComputerName));
        return
        [
            .. read.Concat(unread.Values.Select(Reason))
                .GroupBy(Words, StringComparer.Ordinal)
                .Select(group => new FoldedFinding(NodeRange.Fold(group.Select(finding => finding.ComputerName)), group.First()))
                .OrderBy(folded => folded.Finding, FindingOrder.WorstFirst),
        ];
    }

    private static Finding Reason(AuditedNode node) => new()
    {
        ComputerName = node.ComputerName,
        Check = AllChecks,
        Area = "",
        Status = FindingStatus.Unknown,
        Title = AuditEngine.NotRead(node.ComputerName, node.Error!),
        Remedy = node.Error!.Remedy,
    };

    /// <summary>All that the finding says apart from its node. NUL keeps the parts apart: text with it in it is not equal to other text.</summary>
    private static string Words(Finding finding) => string.Join(
        '\0',
        finding.Evidence.SelectMany(evidence => new[] { evidence.Source, evidence.Name, evidence.Value })
            .Prepend(finding.Remedy).Prepend(finding.Title).Prepend(finding.Subject).Prepend(finding.Check).Prepend(finding.Status.ToString()));
}
