using System.Management.Automation;
using OpsShell.Core.Findings;
using OpsShell.Fleet;
using OpsShell.Fleet.Completion;

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
public sealed class InvokeOpsAuditCommand : NodeCheckCmdlet
{
    /// <summary>Only checks of these areas. Default: all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CheckAreaCompleter))]
    public string[] Area { get; set; } = [];

    /// <inheritdoc/>
    protected override IReadOnlyCollection<string> Areas => Area;
}
