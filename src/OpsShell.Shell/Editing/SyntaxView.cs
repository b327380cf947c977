namespace OpsShell.Shell.Editing;

/// <summary>What a text is in the language that is typed.</summary>
/// <param name="Spans">Styles, ordered, not overlapping.</param>
/// <param name="IsIncomplete">Whether the text cannot be run before it goes on: an open brace, a pipe at the end.</param>
internal sealed record SyntaxView(IReadOnlyList<StyledSpan> Spans, bool IsIncomplete);
