using System.Collections.Immutable;
using System.Diagnostics;
using OpsShell.Audit.Reports;
using OpsShell.Core.Findings;
using OpsShell.Core.Fleet;
using OpsShell.Core.Nodes;
using OpsShell.Fleet;

namespace OpsShell.Audit;

/// <summary>Audits nodes and gathers one report; what <c>opsshell audit</c> does, without PowerShell.</summary>
/// <param name="engine">The checks and thresholds.</param>
/// <param name="runner">The fan-out.</param>
public sealed class AuditRunner(AuditEngine engine, FleetRunner runner)
{
    /// <summary>Reads all nodes and judges them.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="sampleInterval">Time between the two samples of counters.</param>
    /// <param name="progress">Gets the number of nodes that are done; may be null.</param>
    /// <param name="cancellationToken">An interrupt: the report then has what was known, and says so.</param>
    public async Task<AuditReport> RunAsync(
        IReadOnlyList<Node> nodes, TimeSpan sampleInterval, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var (startedAt, started) = (DateTimeOffset.UtcNow, Stopwatch.GetTimestamp());
        var batch = NodeAudit.Batch(engine, sampleInterval);
        var audited = new List<AuditedNode>(nodes.Count);
        var findings = ImmutableArray.CreateBuilder<Finding>(nodes.Count * engine.Checks.Length);
        await foreach (var outcome in runner.RunAsync(nodes, (connection, cancel) => NodeAudit.Of(engine, batch, connection, cancel), cancellationToken).ConfigureAwait(false))
        {
            audited.Add(new AuditedNode(outcome.Node.Name, outcome.Node.Transport, outcome.Duration, outcome.Error ?? outcome.Value?.Interruption, outcome.Value?.RemoteCpuTime));
            findings.AddRange(outcome.Value?.Findings ?? engine.Unreachable(outcome.Node.Name, outcome.Error!));
            progress?.Report(audited.Count);
        }
        return new AuditReport
        {
            ToolVersion = ToolVersion,
            StartedAt = startedAt,
            Duration = Stopwatch.GetElapsedTime(started),
            Interrupted = cancellationToken.IsCancellationRequested,
            Nodes = [.. audited],
            Findings = findings.ToImmutable(),
            Checks = [.. engine.Checks.Select(check => check.Info)],
        };
    }

    /// <summary>The version that stands in reports and recordings.</summary>
    public static string ToolVersion { get; } = typeof(AuditRunner).Assembly.GetName().Version!.ToString(3);
}
