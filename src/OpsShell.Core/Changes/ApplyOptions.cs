namespace OpsShell.Core.Changes;

/// <summary>How a change is made.</summary>
public sealed record ApplyOptions
{
    /// <summary>Goes on where a target no longer is as it was seen, and where another change of the node does not end.</summary>
    public bool Force { get; init; }

    /// <summary>Undoes the steps that were done when a later one fails. Without it they stay, and undoing is the user's choice.</summary>
    public bool RollBackOnFailure { get; init; }
}
