namespace OpsShell.Fleet;

/// <summary>A finished copy to or from one node (<c>Copy-OpsItem</c>). A contract: members are added, never renamed.</summary>
public sealed record OpsCopyResult
{
    /// <summary>The node.</summary>
    public required string ComputerName { get; init; }

    /// <summary>Where it was copied from: a path here, or with <see cref="FromNode"/> on the node.</summary>
    public required string Source { get; init; }

    /// <summary>What was written: a path on the node, or with <see cref="FromNode"/> here.</summary>
    public required string Destination { get; init; }

    /// <summary>Whether it came from the node.</summary>
    public required bool FromNode { get; init; }

    /// <summary>Files written.</summary>
    public required int Files { get; init; }

    /// <summary>Bytes written.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of a single file in lower-case hex; null for a folder.</summary>
    public string? Sha256 { get; init; }

    /// <summary>How what arrived was checked: <c>sha256sum</c> on the node, or <c>read back</c>.</summary>
    public required string Verified { get; init; }

    /// <summary>Time for this copy.</summary>
    public required TimeSpan Duration { get; init; }
}
