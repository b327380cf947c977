using System.Collections.Immutable;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Core.Transport;

namespace OpsShell.Fleet;

/// <summary>One node, read and judged.</summary>
/// <param name="Findings">What was found.</param>
/// <param name="RemoteCpuTime">CPU time that it took on the node; null where that cannot be told.</param>
/// <param name="Interruption">Why the node's answer broke off; null when it is whole.</param>
public sealed record NodeAudit(ImmutableArray<Finding> Findings, TimeSpan? RemoteCpuTime, NodeError? Interruption)
{
    /// <summary>The batch for an audit with this time between its samples.</summary>
    public static ProbeBatch Batch(AuditEngine engine, TimeSpan sampleInterval) =>
        engine.Batch with { SampleInterval = sampleInterval, Timeout = ProbeBatch.DefaultTimeout + sampleInterval };

    /// <summary>Reads and judges a node.</summary>
    public static NodeAudit Of(AuditEngine engine, ProbeBatch batch, INodeConnection connection, CancellationToken cancellationToken)
    {
        var results = connection.Probe(batch, cancellationToken);
        return new NodeAudit(engine.Evaluate(connection.Node.Name, results), results.RemoteCpuTime, results.Interruption);
    }
}
