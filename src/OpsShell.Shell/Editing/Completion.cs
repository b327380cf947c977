namespace OpsShell.Shell.Editing;

/// <summary>One way to complete the text.</summary>
/// <param name="Text">What takes the place of the stretch.</param>
/// <param name="Label">What a menu shows.</param>
/// <param name="Hint">What it is; several lines, or empty.</param>
internal sealed record Completion(string Text, string Label, string Hint);
