namespace OpsShell.Shell.Editing;

/// <summary>A stretch of text with its style.</summary>
/// <param name="Start">The first char.</param>
/// <param name="Length">The number of chars.</param>
/// <param name="Style">Parameters of the colour sequence (SGR).</param>
internal readonly record struct StyledSpan(int Start, int Length, string Style);
