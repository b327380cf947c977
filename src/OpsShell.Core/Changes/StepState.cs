using System.Collections.Immutable;

namespace OpsShell.Core.Changes;

/// <summary>What a step's target was before the step: enough to compare it with, and to bring it back. It came from a node; clean it to show it.</summary>
public sealed record StepState
{
    /// <summary>
    /// The state in the form in which states are compared: a parameter's value, a command's read-back, a file's mode, owner and SHA-256,
    /// or <c>absent</c>.
    /// </summary>
    public required string Value { get; init; }

    /// <summary>A parameter's value as it was read, blanks and all, for writing it back; null for the other kinds.</summary>
    public string? Raw { get; init; }

    /// <summary>A file's bytes; null when there was none.</summary>
    public ReadOnlyMemory<byte>? Content { get; init; }

    /// <summary>What the file had beside its bytes; null when there was none.</summary>
    public FileTraits? File { get; init; }

    /// <summary>The folders that did not exist, outermost first.</summary>
    public ImmutableArray<string> MissingFolders { get; init; } = [];

    /// <summary>The number of the user who reads and writes there.</summary>
    public long WriterId { get; init; }

    /// <summary>The number of that user's group.</summary>
    public long WriterGroup { get; init; }
}
