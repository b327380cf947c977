using System.Management.Automation;
using OpsShell.Core.Findings;
using OpsShell.Fleet;

namespace OpsShell.Ipvs.Commands;

/// <summary>Judges IPVS on nodes: connection reuse, estimator pauses, dead real servers, settings.</summary>
/// <remarks>
/// <para>
/// Makes the checks of the area ipvs, which <c>opsshell audit</c> makes too, in one round trip a node, and changes nothing. Each
/// finding has the values it rests on, what they mean for the services, and the remedy; Repair-OpsIpvs applies it.
/// A node without IPVS has findings of status NotApplicable.
/// </para>
/// </remarks>
/// <example>
/// <code>Test-OpsIpvs</code>
/// <para>Judges IPVS on this machine.</para>
/// </example>
/// <example needs="fleet">
/// <code>Test-OpsIpvs '@edge' -MinStatus Warning | Where-Object Check -eq ipvs/service-hash</code>
/// <para>Shows which nodes of the group edge have more virtual services than their service table bears.</para>
/// </example>
/// <seealso href="cmdlet:Get-OpsCheck">Get-OpsCheck</seealso>
[Cmdlet(VerbsDiagnostic.Test, "OpsIpvs")]
[OutputType(typeof(Finding))]
public sealed class TestOpsIpvsCommand : NodeCheckCmdlet
{
    /// <inheritdoc/>
    protected override IReadOnlyCollection<string> Areas { get; } = ["ipvs"];
}
