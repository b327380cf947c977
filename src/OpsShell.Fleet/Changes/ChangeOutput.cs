using OpsShell.Core.Changes;
using OpsShell.Core.Text;
using OpsShell.Core.Transport;

namespace OpsShell.Fleet.Changes;

/// <summary>Makes objects and errors for the pipeline of records of the journal. Pure.</summary>
internal static class ChangeOutput
{
    /// <summary>The change for the pipeline.</summary>
    public static OpsChange Of(ChangeRecord change) => new()
    {
        ComputerName = DisplayText.Clean(change.ComputerName),
        Id = change.Id,
        State = change.State,
        Description = DisplayText.Clean(change.Title),
        Steps = [.. change.Steps.Select(Step)],
        Started = change.Started,
        Duration = change.Ended - change.Started,
        UndoTried = change.UndoTried,
        Error = DisplayText.Clean(change.Error),
        By = DisplayText.Clean(change.By),
        CommandLine = DisplayText.Clean(change.CommandLine),
        MachineId = DisplayText.Clean(change.MachineId),
    };

    /// <summary>The error of a change that was not made as a whole; null when it was.</summary>
    public static NodeError? ErrorOfApply(ChangeRecord change)
    {
        var applied = change.Steps.Where(step => step.Outcome == StepOutcome.Applied).Select(step => step.Step.Target).ToList();
        return change.State switch
        {
            ChangeState.Applied => null,
            ChangeState.Failed => new NodeError(ConflictOr(change, NodeErrorId.ChangeFailed), $"{Sentence(change.Error)} Nothing was changed.", Denied(change) ? "-Become works as root." : ""),
            ChangeState.Undone => new NodeError(NodeErrorId.ChangeFailed, $"A step of the change {change.Id} failed; those before it were undone.", ""),
            ChangeState.UndoFailed => ErrorOfUndo(change),
            _ => new NodeError(
                NodeErrorId.ChangeFailed, $"{Sentence(change.Error)} In force: {(applied.Count > 0 ? string.Join(", ", applied) : "the step that failed")}.", $"Undo-OpsChange -Id {change.Id} takes it back."),
        };
    }

    /// <summary>The error of a change that was not undone as a whole; null when it was.</summary>
    public static NodeError? ErrorOfUndo(ChangeRecord change) => change.State == ChangeState.Undone
        ? null
        : new NodeError(
            change.Steps.Any(step => step.Outcome == StepOutcome.UndoFailed) ? NodeErrorId.ChangeFailed : NodeErrorId.ChangeConflict,
            $"The change {change.Id} is not undone as a whole. {change.Error}", $"Look at it with Get-OpsChange -Id {change.Id} | Format-List, then undo it again.");

    // A message of the node's own programs ends without a stop.
    private static string Sentence(string text) => text.TrimEnd() is { Length: > 0 } trimmed && !".!?".Contains(trimmed[^1], StringComparison.Ordinal) ? trimmed + "." : text;

    private static bool Denied(ChangeRecord change) =>
        change.Steps.Any(step => step.Outcome == StepOutcome.Failed && step.Message.Contains("ermission", StringComparison.Ordinal));

    private static NodeErrorId ConflictOr(ChangeRecord change, NodeErrorId other) =>
        change.Steps.Any(step => step.Outcome == StepOutcome.Conflict) ? NodeErrorId.ChangeConflict : other;

    private static OpsChangeStep Step(ChangeStepRecord step)
    {
        var prepared = new PreparedStep(step.Step, step.Before);
        return new OpsChangeStep
        {
            Target = DisplayText.Clean(step.Step.Target),
            Description = DisplayText.Clean(step.Step.Description),
            OldValue = prepared.OldText,
            NewValue = prepared.NewText,
            Persistence = DisplayText.Clean(step.Step.Lasting),
            Outcome = step.Outcome,
            Message = DisplayText.Clean(step.Message),
        };
    }
}
