namespace OpsShell.Core.Changes;

/// <summary>How far a change has come. The values stand in journals and are never renamed.</summary>
public enum ChangeState
{
    /// <summary>It was about to be made, and nobody recorded the end: the run was killed or lost the node. Undo finds out what happened.</summary>
    Intended,

    /// <summary>Every step was done and read back.</summary>
    Applied,

    /// <summary>The first step failed, and nothing was changed.</summary>
    Failed,

    /// <summary>A step failed after others had been done; those are still in force.</summary>
    PartlyApplied,

    /// <summary>Everything is as before.</summary>
    Undone,

    /// <summary>Undoing met something that it did not dare to touch, or that failed. It can be tried again.</summary>
    UndoFailed,
}
