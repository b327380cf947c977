using System.Collections;
using System.Management.Automation;
using OpsShell.Audit.Completion;
using OpsShell.Core.Findings;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Fleet;

namespace OpsShell.Audit.Commands;

/// <summary>Audits nodes: reads them, makes the checks, and writes findings.</summary>
/// <remarks>
/// <para>
/// Reads all that the chosen checks need in one round trip a node, with two samples of counters in it, and changes nothing.
/// Findings come in order of the nodes' completion; each has a status, the evidence it rests on, what it means and what to do.
/// What could not be read is Unknown with the reason, never Ok. A node that was not reached has Unknown findings for all checks,
/// and an error record.
/// </para>
/// </remarks>
/// <example>
/// <code>Invoke-OpsAudit</code>
/// <para>Audits this machine.</para>
/// </example>
/// <example needs="fleet">
/// <code>Invoke-OpsAudit -ComputerName '@edge,!edge07' -MinStatus Warning | Where-Object Check -like 'node/*'</code>
/// <para>Shows what is wrong on the nodes of the group edge, but not on edge07.</para>
/// </example>
/// <example needs="fleet">
/// <code>Invoke-OpsAudit -ComputerName snapshot:before/web01.zip -Area node</code>
/// <para>Audits a recording, as the node was when it was recorded.</para>
/// </example>
/// <example needs="fleet">
/// <code>Invoke-OpsAudit -ComputerName root:/host</code>
/// <para>Audits the machine whose root is mounted at /host, as a pod of a DaemonSet sees its node.</para>
/// </example>
/// <seealso href="about:OpsShell_Audit">about_OpsShell_Audit</seealso>
/// <seealso href="cmdlet:Get-OpsCheck">Get-OpsCheck</seealso>
[Cmdlet(VerbsLifecycle.Invoke, "OpsAudit")]
[OutputType(typeof(Finding))]
public sealed class InvokeOpsAuditCommand : NodeCmdlet
{
    /// <summary>Only checks of these areas. Default: all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CheckAreaCompleter))]
    public string[] Area { get; set; } = [];

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

    /// <inheritdoc/>
    protected override void Run(IReadOnlyList<Node> nodes)
    {
        var engine = new AuditEngine(CheckChoice.Select(this, Area, Check), CheckChoice.Thresholds(this, Threshold));
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
    internal static bool Passes(FindingStatus status, FindingStatus least) =>
        least == FindingStatus.NotApplicable || (status != FindingStatus.NotApplicable && status >= least);
}
