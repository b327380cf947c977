using OpsShell.Core.Changes;

namespace OpsShell.Fleet;

/// <summary>A step of a change. A contract: members are added, never renamed. Texts from the node are cleaned.</summary>
public sealed record OpsChangeStep
{
    /// <summary>What is changed.</summary>
    public required string Target { get; init; }

    /// <summary>What the step is for.</summary>
    public required string Description { get; init; }

    /// <summary>What was there before, in words.</summary>
    public required string OldValue { get; init; }

    /// <summary>What is wanted, in words.</summary>
    public required string NewValue { get; init; }

    /// <summary>How long it lasts.</summary>
    public required string Persistence { get; init; }

    /// <summary>What became of it.</summary>
    public required StepOutcome Outcome { get; init; }

    /// <summary>What went wrong; empty when nothing did.</summary>
    public string Message { get; init; } = "";

    /// <summary>The step in one line: target, old -> new, outcome.</summary>
    public override string ToString() => $"{Target}: {OldValue} -> {NewValue} [{Outcome}]{(Message.Length > 0 ? " " + Message : "")}";
}
