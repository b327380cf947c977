using System.Collections.Immutable;
using OpsShell.Core.Nodes;

namespace OpsShell.Core.Changes;

/// <summary>
/// One change of one node as the journal has it. Much of it came from the node: clean it to show it. A contract: members are added,
/// never renamed.
/// </summary>
public sealed record ChangeRecord
{
    /// <summary>The schema that this version writes and reads.</summary>
    public const string CurrentSchema = "opsshell.change/1";

    /// <summary>The schema of the file.</summary>
    public required string Schema { get; init; }

    /// <summary>The id: <see cref="ChangeId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The node's name.</summary>
    public required string ComputerName { get; init; }

    /// <summary>How it was reached.</summary>
    public required NodeTransport Transport { get; init; }

    /// <summary>The mounted root, where it was reached by one.</summary>
    public string? Path { get; init; }

    /// <summary>The host that was connected to; null when it was not by SSH.</summary>
    public string? Address { get; init; }

    /// <summary>Its SSH port, where one was named.</summary>
    public int? Port { get; init; }

    /// <summary>The login name, where one was named.</summary>
    public string? UserName { get; init; }

    /// <summary>The content of the node's /etc/machine-id; empty when it has none. Undo refuses any other machine.</summary>
    public required string MachineId { get; init; }

    /// <summary>Who made the change, and where: <c>ann@desk</c>.</summary>
    public required string By { get; init; }

    /// <summary>The command that made it, with its parameters but without secrets.</summary>
    public string CommandLine { get; init; } = "";

    /// <summary>What the change is for.</summary>
    public required string Title { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When its end was recorded; null when it was not.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>When it was last undone, or tried to.</summary>
    public DateTimeOffset? UndoTried { get; init; }

    /// <summary>How far it has come.</summary>
    public required ChangeState State { get; init; }

    /// <summary>What went wrong, in words; empty when nothing did.</summary>
    public string Error { get; init; } = "";

    /// <summary>The steps, in the order in which they are done.</summary>
    public required ImmutableArray<ChangeStepRecord> Steps { get; init; }
}
