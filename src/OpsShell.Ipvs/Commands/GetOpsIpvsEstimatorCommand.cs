using System.Management.Automation;
using OpsShell.Core.Findings;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Fleet;

namespace OpsShell.Ipvs.Commands;

/// <summary>Forecasts what the estimator of IPVS costs on nodes, and says whether it is on.</summary>
/// <remarks>
/// <para>
/// Every 2 s the kernel reads a counter of every virtual service and real server for every possible CPU. Kernels before 6.2 do it in
/// one go in a soft interrupt, which holds up one CPU: PauseMin to PauseMax is the range to expect, from published measurements of
/// 40 to 90 ns a counter. Kernels from 6.2 do it in threads, without a pause: CpuPercentMin to CpuPercentMax is what they take.
/// Where the estimator is off there is neither, and statistics of IPVS stand still (CountersState Frozen).
/// </para>
/// <para>
/// Reads small files and the table of IPVS in one round trip a node, and changes nothing. A node without IPVS is an error with the id
/// FactUnavailable. Measure-OpsIpvsEstimator measures the pause itself.
/// </para>
/// </remarks>
/// <example needs="fleet">
/// <code>Get-OpsIpvsEstimator '@edge'</code>
/// <para>Shows what the estimator costs on the nodes of the group edge.</para>
/// </example>
/// <example needs="fleet">
/// <code>Get-OpsIpvsEstimator '*' | Where-Object { $_.PauseMax -gt [timespan]'0:0:0.02' }</code>
/// <para>Shows the nodes on which requests may wait for more than 20 ms.</para>
/// </example>
/// <example needs="fleet">
/// <code>Get-OpsIpvsEstimator '*' -SampleInterval 4 | Where-Object CountersState -eq Frozen</code>
/// <para>Shows the nodes whose statistics of IPVS stand still; readings 4 s apart leave no doubt.</para>
/// </example>
/// <seealso href="cmdlet:Test-OpsIpvs">Test-OpsIpvs</seealso>
[Cmdlet(VerbsCommon.Get, "OpsIpvsEstimator")]
[OutputType(typeof(OpsIpvsEstimator))]
public sealed class GetOpsIpvsEstimatorCommand : NodeCmdlet
{
    /// <summary>Seconds between the two readings of the counters, 0.1 to 60. Default 1.</summary>
    [Parameter]
    [ValidateRange(0.1, 60.0)]
    public double SampleInterval { get; set; } = ProbeBatch.DefaultSampleInterval.TotalSeconds;

    /// <inheritdoc/>
    protected override void Run(IReadOnlyList<Node> nodes)
    {
        var interval = TimeSpan.FromSeconds(SampleInterval);
        var batch = ProbeBatch.Of(OpsIpvsEstimator.Needs.SelectMany(fact => fact.Items)) with
        {
            SampleInterval = interval,
            Timeout = ProbeBatch.DefaultTimeout + interval,
        };
        RunOnNodes(nodes, (connection, cancel) => connection.Probe(batch, cancel), Write);
    }

    private void Write(Node node, ProbeResults results)
    {
        try
        {
            WriteObject(OpsIpvsEstimator.Of(node.Name, new FactSet(results)));
        }
        catch (FactUnavailableException missing)
        {
            WriteError(IpvsErrorRecord.Create(node, missing));
        }
        if (results.Interruption is { } interruption)
            WriteError(NodeErrorRecord.Create(node, interruption));
    }
}
