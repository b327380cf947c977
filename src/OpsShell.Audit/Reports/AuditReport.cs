using System.Collections.Immutable;
using OpsShell.Core.Findings;

namespace OpsShell.Audit.Reports;

/// <summary>An audit of some nodes: what was looked at and what was found. The formats are made from it and from nothing else.</summary>
public sealed record AuditReport
{
    /// <summary>Name and version of the json format. Members are added under the same version; a change of meaning makes a new one.</summary>
    public const string SchemaVersion = "opsshell.audit/1";

    /// <summary>Version of OpsShell that made the audit.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>When the audit began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long the audit took, all nodes together.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Whether the user ended it early; then nodes or findings are missing.</summary>
    public bool Interrupted { get; init; }

    /// <summary>The nodes, in the order in which they were asked for.</summary>
    public required ImmutableArray<AuditedNode> Nodes { get; init; }

    /// <summary>What was found, in any order.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>The checks that were made.</summary>
    public required ImmutableArray<CheckInfo> Checks { get; init; }

    /// <summary>
    /// The exit code for cron and monitoring: 2 when a finding is Critical, else 1 for Warning, else 3 for Unknown, else 0 (Ok,
    /// Info and NotApplicable), which is the order of <c>max_state_alt</c> in the Monitoring Plugins: a known problem is not
    /// hidden by something that could not be read. An interrupted audit is 3 whatever it found, because what is missing
    /// may be worse. A node without result counts as Unknown, and so does an audit without any finding.
    /// </summary>
    public int ExitCode => Interrupted ? 3 : Worst switch
    {
        FindingStatus.Critical => 2,
        FindingStatus.Warning => 1,
        FindingStatus.Unknown => 3,
        _ => 0,
    };

    /// <summary>The worst status; Unknown when there is no finding, or a node gave no result and nothing worse was found.</summary>
    public FindingStatus Worst
    {
        get
        {
            var worst = Findings.IsEmpty ? FindingStatus.Unknown : Findings.Select(finding => finding.Status).MaxBy(FindingOrder.Severity);
            var unread = Nodes.Any(node => node.Error is not null);
            return unread && FindingOrder.Severity(worst) < FindingOrder.Severity(FindingStatus.Unknown) ? FindingStatus.Unknown : worst;
        }
    }

    /// <summary>How many findings have a status.</summary>
    public int Count(FindingStatus status) => Findings.Count(finding => finding.Status == status);

    /// <summary>The findings of at least a status, and those that are Unknown, which may hide anything; worst first.</summary>
    public ImmutableArray<Finding> AtLeast(FindingStatus status) =>
        [.. Findings.Where(finding => finding.Status == FindingStatus.Unknown || FindingOrder.Severity(finding.Status) >= FindingOrder.Severity(status)).Order(FindingOrder.WorstFirst)];
}
