using System.Collections.Immutable;
using OpsShell.Core.Probing;

namespace OpsShell.Fleet;

/// <summary>A recording that was made of one node (<c>Save-OpsSnapshot</c>). A contract: members are added, never renamed.</summary>
public sealed record OpsSnapshotResult
{
    /// <summary>The node.</summary>
    public required string ComputerName { get; init; }

    /// <summary>The file. <c>snapshot:PATH</c> names it as a node.</summary>
    public required string Path { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>When the node was read.</summary>
    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>How many items came to which status.</summary>
    public required ImmutableSortedDictionary<ProbeStatus, int> Items { get; init; }
}
