namespace OpsShell.Shell.Editing;

/// <summary>One character on the screen.</summary>
/// <param name="Text">What is written.</param>
/// <param name="Width">The cells that it takes.</param>
/// <param name="Style">Parameters of the colour sequence (SGR), empty for none; null when the text brings its own.</param>
/// <param name="IsUncertain">Whether terminals differ about the width: the cursor is placed anew behind it.</param>
internal readonly record struct ScreenCell(string Text, int Width, string? Style, bool IsUncertain = false);
