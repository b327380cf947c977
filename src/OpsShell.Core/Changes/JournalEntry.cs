namespace OpsShell.Core.Changes;

/// <summary>A file of the journal.</summary>
/// <param name="File">Its path.</param>
/// <param name="Record">The change; null when the file cannot be read or is not one.</param>
/// <param name="Reason">Why there is no record; empty when there is.</param>
public sealed record JournalEntry(string File, ChangeRecord? Record, string Reason);
