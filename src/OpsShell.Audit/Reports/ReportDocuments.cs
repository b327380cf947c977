using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OpsShell.Core.Findings;
using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;

namespace OpsShell.Audit.Reports;

/// <summary>The json document; <c>audit.schema.json</c> describes its members.</summary>
internal sealed record ReportDocument(
    string Schema, string ToolVersion, DateTimeOffset StartedAt, double DurationSeconds, bool Interrupted, int ExitCode,
    ReportCounts Summary, ImmutableArray<NodeDocument> Nodes, ImmutableArray<CheckInfo> Checks, ImmutableArray<Finding> Findings);

/// <summary>The last line of jsonl.</summary>
internal sealed record SummaryLine(
    string Schema, string Kind, string ToolVersion, DateTimeOffset StartedAt, double DurationSeconds, bool Interrupted, int ExitCode,
    ReportCounts Summary, ImmutableArray<NodeDocument> Nodes);

/// <summary>A line of jsonl.</summary>
internal sealed record FindingLine(
    string Schema, string Kind, string ComputerName, string Check, string Area, FindingStatus Status, string Subject, string Title,
    ImmutableArray<Evidence> Evidence, string Explanation, string Remedy, string Reference);

/// <summary>How many there are.</summary>
internal sealed record ReportCounts(int Nodes, int NodesNotRead, int Critical, int Warning, int Unknown, int Info, int Ok, int NotApplicable)
{
    public static ReportCounts Of(AuditReport report) => new(
        report.Nodes.Length,
        report.Nodes.Count(node => node.Error is not null),
        report.Count(FindingStatus.Critical),
        report.Count(FindingStatus.Warning),
        report.Count(FindingStatus.Unknown),
        report.Count(FindingStatus.Info),
        report.Count(FindingStatus.Ok),
        report.Count(FindingStatus.NotApplicable));
}

/// <summary>A node, with times as seconds.</summary>
internal sealed record NodeDocument(string ComputerName, NodeTransport Transport, double DurationSeconds, double? RemoteCpuSeconds, NodeError? Error)
{
    public static ImmutableArray<NodeDocument> Of(AuditReport report) =>
    [
        .. report.Nodes.Select(node => new NodeDocument(
            node.ComputerName, node.Transport, node.Duration.TotalSeconds, node.RemoteCpuTime?.TotalSeconds, node.Error)),
    ];
}

/// <summary>The serializers, made at build time: no reflection, so a first audit starts quickly.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(ReportDocument))]
internal sealed partial class ReportJson : JsonSerializerContext;

/// <summary>The same for one line each.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(FindingLine))]
[JsonSerializable(typeof(SummaryLine))]
internal sealed partial class ReportLineJson : JsonSerializerContext;
