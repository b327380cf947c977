namespace OpsShell.Shell.Editing;

/// <summary>What the editor has to show, before it is laid out for a screen.</summary>
/// <param name="Prompt">The last line of the prompt, which may bring colours.</param>
/// <param name="Text">The text being edited.</param>
/// <param name="Cursor">The place in the text, from 0 to its length.</param>
/// <param name="Spans">Styles of the text, ordered, not overlapping.</param>
/// <param name="Suggestion">What could follow the text.</param>
/// <param name="SuggestionStyle">The style of the suggestion.</param>
/// <param name="Below">Rows under the text: a menu, a search.</param>
internal sealed record EditorView(
    string Prompt,
    string Text,
    int Cursor,
    IReadOnlyList<StyledSpan> Spans,
    string Suggestion,
    string SuggestionStyle,
    IReadOnlyList<ScreenRow> Below)
{
    /// <summary>What stands before every line but the first.</summary>
    public const string ContinuationPrompt = ">> ";
}
