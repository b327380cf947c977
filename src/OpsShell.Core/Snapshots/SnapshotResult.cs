using System.Collections.Immutable;
using OpsShell.Core.Probing;

namespace OpsShell.Core.Snapshots;

/// <summary>One recorded item.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Target">Path, pattern or command line.</param>
/// <param name="Limit">Its size limit.</param>
/// <param name="Sampled">Whether it was read twice.</param>
/// <param name="NeedsRoot">Whether it was to be read as root.</param>
/// <param name="TimeoutSeconds">Its time limit.</param>
/// <param name="Status">How reading went.</param>
/// <param name="Reason">Why it is not Ok.</param>
/// <param name="First">First sample.</param>
/// <param name="Second">Second sample.</param>
public sealed record SnapshotResult(
    ProbeKind Kind, string Target, int Limit, bool Sampled, bool NeedsRoot, double TimeoutSeconds, ProbeStatus Status, string Reason,
    ImmutableArray<SnapshotContent> First, ImmutableArray<SnapshotContent> Second);
