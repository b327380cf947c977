using System.Collections.Immutable;
using OpsShell.Core.Changes;

namespace OpsShell.Fleet;

/// <summary>
/// A change of one node: what a cmdlet that changes nodes has done, and what the journal knows (<c>Get-OpsChange</c>). A contract:
/// members are added, never renamed. Texts from the node are cleaned.
/// </summary>
public sealed record OpsChange
{
    /// <summary>The node.</summary>
    public required string ComputerName { get; init; }

    /// <summary>The id, for <c>Undo-OpsChange -Id</c>; ids sort by time.</summary>
    public required string Id { get; init; }

    /// <summary>How far it has come.</summary>
    public required ChangeState State { get; init; }

    /// <summary>What it is for.</summary>
    public required string Description { get; init; }

    /// <summary>The steps, in the order in which they are done.</summary>
    public required ImmutableArray<OpsChangeStep> Steps { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How long it took; null when its end was not recorded.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>When it was last undone, or tried to; null when never.</summary>
    public DateTimeOffset? UndoTried { get; init; }

    /// <summary>What went wrong; empty when nothing did.</summary>
    public string Error { get; init; } = "";

    /// <summary>Who made it, and where.</summary>
    public string By { get; init; } = "";

    /// <summary>The command that made it, without secrets.</summary>
    public string CommandLine { get; init; } = "";

    /// <summary>The node's machine-id; empty when it has none.</summary>
    public string MachineId { get; init; } = "";
}
