using System.Management.Automation;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Core.Text;
using OpsShell.Core.Transport;
using OpsShell.Fleet;
using OpsShell.Ipvs.Facts;
using OpsShell.Ipvs.Measuring;

namespace OpsShell.Ipvs.Commands;

/// <summary>Measures on nodes how long the estimator of IPVS really stops a CPU, and compares it with the forecast.</summary>
/// <remarks>
/// <para>
/// Before kernel 6.2 a timer visits every virtual service and real server for every possible CPU, every 2 s, in one go: packets
/// of that CPU wait meanwhile. Get-OpsIpvsEstimator forecasts this from numbers; this cmdlet measures it. On kernels from
/// 6.2 on, threads do the work, and the result has the CPU time that they took.
/// </para>
/// <para>
/// It needs root (log in as root or use -Become), and for the time of the measurement it switches on, in a trace buffer of its own: the
/// trace point timer_expire_entry for the estimator alone, and timer_expire_exit, which every timer passes (some 0.2 µs each;
/// narrowed to the estimator's CPUs where they are more than 20,000 a second). The buffer takes 1.4 MB for each CPU while it is
/// made, then 256 KB. Where the kernel hides addresses (kernel.kptr_restrict=2), a kernel probe at the function takes their place, and
/// where tracefs is missing, bpftrace, if it is installed. Other users of tracing are not disturbed.
/// </para>
/// <para>
/// All of it is removed at the end, also after Ctrl-C, a time limit or a lost connection. What a process killed on the node itself
/// may leave (a folder opsshell-* in /sys/kernel/tracing/instances), the next measurement there removes.
/// </para>
/// </remarks>
/// <example needs="fleet">
/// <code>Measure-OpsIpvsEstimator web07 -Become</code>
/// <para>Measures for 10 seconds on web07.</para>
/// </example>
/// <example needs="fleet">
/// <code>Measure-OpsIpvsEstimator '@edge' -Become -Duration 30 | Where-Object { $_.Maximum.TotalMilliseconds -ge 5 }</code>
/// <para>Shows the nodes of the group edge where a CPU is held up for 5 ms or more.</para>
/// </example>
/// <seealso href="cmdlet:Test-OpsIpvs">Test-OpsIpvs</seealso>
[Cmdlet(VerbsDiagnostic.Measure, "OpsIpvsEstimator")]
[OutputType(typeof(OpsEstimatorMeasurement))]
public sealed class MeasureOpsIpvsEstimatorCommand : NodeCmdlet
{
    private static readonly ProbeBatch Facts = ProbeBatch.Of([.. IpvsTable.Fact.Items, .. IpvsSysctls.Fact.Items, .. CpuList.Possible.Items])
        with
    { SampleInterval = TimeSpan.FromMilliseconds(50) };

    /// <summary>Seconds to measure, 3 to 300; the timer runs about every 2 s. Default 10.</summary>
    [Parameter]
    [ValidateRange(3, 300)]
    public int Duration { get; set; } = 10;

    /// <summary>
    /// How to measure: TimerEvents, KernelProbe or Bpftrace; Auto (the default) takes the first of them that the node can do.
    /// </summary>
    [Parameter]
    public EstimatorMethod Method { get; set; }

    /// <inheritdoc/>
    protected override void Run(IReadOnlyList<Node> nodes) => RunOnNodes(nodes, Measure, (node, result) =>
    {
        foreach (var stale in result.Stale)
            WriteVerbose($"{node.Name}: removed {DisplayText.Clean(stale)}, which a killed measurement had left in tracefs.");
        WriteObject(result.Measurement);
    });

    private (OpsEstimatorMeasurement Measurement, IReadOnlyList<string> Stale) Measure(INodeConnection connection, CancellationToken cancellationToken)
    {
        OwnNetwork.Require(connection, "the estimator that is measured would be told of as another one's", cancellationToken);
        var become = MyInvocation.BoundParameters.ContainsKey(nameof(Become)) ? BecomeChosen : connection.Node.Ssh.Become ?? BecomeMethod.None;
        var outcome = connection.Execute(
            EstimatorScript.Request(Duration, Method, become, BecomeCredential?.GetNetworkCredential().Password), null, cancellationToken);
        var answer = EstimatorOutcome.Read(connection.Node, outcome);
        // The numbers may have changed while it was measured; those of its end are as good as those of its begin.
        var facts = new FactSet(connection.Probe(Facts, cancellationToken));
        var forecast = facts.TryGet(IpvsTable.Fact, out var table, out _) && facts.TryGet(CpuList.Possible, out var possible, out _)
            && facts.TryGet(IpvsSysctls.Fact, out var sysctls, out _)
            ? EstimatorForecast.Of(table, possible, sysctls) with { Design = answer.Design }
            : null;
        return (EstimatorResult.Of(connection.Node.Name, Duration, answer, forecast), answer.Stale);
    }
}
