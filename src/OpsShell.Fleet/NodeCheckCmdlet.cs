using System.Collections;
using System.Management.Automation;
using OpsShell.Core.Findings;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Fleet.Completion;

namespace OpsShell.Fleet;

/// <summary>
/// What all cmdlets that judge nodes have in common: which checks, which thresholds, one round trip a node, and findings in order
/// of completion. A cmdlet adds the areas it covers.
/// </summary>
public abstract class NodeCheckCmdlet : NodeCmdlet
{
    /// <summary>Only these checks, by id, with wildcards; a leading <c>!</c> leaves out. Default: all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CheckIdCompleter))]
    public string[] Check { get; set; } = [];

    /// <summary>
    /// The least status to show, in the order NotApplicable, Ok, Info, Warning, Critical, Unknown. Unknown is always shown,
    /// because it may hide anything. Default: all.
    /// </summary>
    [Parameter]
    public FindingStatus MinStatus { get; set; } = FindingStatus.NotApplicable;

    /// <summary>Other values for thresholds, by id: @{ 'node/cpu.steal-warning' = 5 }. Get-OpsCheck lists them.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable? Threshold { get; set; }

    /// <summary>Seconds between the two samples of counters, 0.1 to 60. Default 1.</summary>
    [Parameter]
    [ValidateRange(0.1, 60.0)]
    public double SampleInterval { get; set; } = ProbeBatch.DefaultSampleInterval.TotalSeconds;

    /// <summary>The areas whose checks are made; all when empty.</summary>
    protected abstract IReadOnlyCollection<string> Areas { get; }

    /// <inheritdoc/>
    protected override void Run(IReadOnlyList<Node> nodes)
    {
        var engine = new AuditEngine(CheckChoice.Select(this, Areas, Check), CheckChoice.Thresholds(this, Threshold));
        var batch = NodeAudit.Batch(engine, TimeSpan.FromSeconds(SampleInterval));
        RunOnNodes(
            nodes,
            (connection, cancel) => NodeAudit.Of(engine, batch, connection, cancel),
            Write,
            (node, error) => Write(engine.Unreachable(node.Name, error)));
    }

    private void Write(Node node, NodeAudit audit)
    {
        Write(audit.Findings);
        if (audit.Interruption is { } interruption)
            WriteError(NodeErrorRecord.Create(node, interruption));
    }

    private void Write(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings.Where(finding => Passes(finding.Status, MinStatus)))
            WriteObject(finding);
    }

    /// <summary>The order of severity is that of the enumeration, but for NotApplicable, which is the least.</summary>
    public static bool Passes(FindingStatus status, FindingStatus least) =>
        least == FindingStatus.NotApplicable || (status != FindingStatus.NotApplicable && status >= least);
}
