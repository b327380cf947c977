namespace OpsShell.Core.Changes;

/// <summary>A step in the journal.</summary>
/// <param name="Step">The step.</param>
/// <param name="Before">What its target was.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record ChangeStepRecord(ChangeStep Step, StepState Before, StepOutcome Outcome)
{
    /// <summary>The state that was read back last, in the form in which states are compared; null when none was.</summary>
    public string? After { get; init; }

    /// <summary>What went wrong, in words; empty when nothing did. It came from the node; clean it to show it.</summary>
    public string Message { get; init; } = "";

    /// <summary>Step and state before.</summary>
    internal PreparedStep Prepared => new(Step, Before);

    /// <summary>Whether the node may have been touched by it.</summary>
    internal bool MayBeInForce => Outcome is not (StepOutcome.NotReached or StepOutcome.Conflict);
}
