namespace OpsShell.Shell.Editing;

/// <summary>What reading a line came to.</summary>
/// <param name="Step">Accept, Cancel or End.</param>
/// <param name="Text">The text.</param>
internal readonly record struct ReadResult(EditStep Step, string Text);
