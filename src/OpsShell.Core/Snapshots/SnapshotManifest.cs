using System.Collections.Immutable;

namespace OpsShell.Core.Snapshots;

/// <summary>What a recording says of itself: the content of its <c>manifest.json</c>.</summary>
/// <param name="Schema">Always <c>opsshell.snapshot/1</c>.</param>
/// <param name="ComputerName">The recorded node's name.</param>
/// <param name="CapturedAt">When it was read.</param>
/// <param name="SampleSpanSeconds">Time between the two samples.</param>
/// <param name="ToolVersion">The version of OpsShell that recorded it.</param>
/// <param name="Results">What was read.</param>
public sealed record SnapshotManifest(
    string Schema, string ComputerName, DateTimeOffset CapturedAt, double SampleSpanSeconds, string ToolVersion, ImmutableArray<SnapshotResult> Results);
