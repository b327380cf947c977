namespace OpsShell.Shell.Editing;

/// <summary>The size of a screen.</summary>
/// <param name="Width">Its columns.</param>
/// <param name="Height">Its rows.</param>
internal readonly record struct ScreenSize(int Width, int Height);
