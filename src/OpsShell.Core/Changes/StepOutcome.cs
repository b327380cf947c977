namespace OpsShell.Core.Changes;

/// <summary>What became of a step. The values stand in journals and are never renamed.</summary>
public enum StepOutcome
{
    /// <summary>Not known: the run ended before it was recorded.</summary>
    Unknown,

    /// <summary>Done, and read back.</summary>
    Applied,

    /// <summary>It did not come to it.</summary>
    NotReached,

    /// <summary>Not done: the target no longer was as it had been seen.</summary>
    Conflict,

    /// <summary>Tried, and it failed or reads back as something else.</summary>
    Failed,

    /// <summary>Undone, and read back.</summary>
    Undone,

    /// <summary>The target was as before already, so undoing had nothing to do.</summary>
    AsBefore,

    /// <summary>Undoing found the target as neither the change nor anything before had left it, and did not touch it.</summary>
    UndoConflict,

    /// <summary>Undoing it was tried, and it failed or reads back as something else.</summary>
    UndoFailed,
}
