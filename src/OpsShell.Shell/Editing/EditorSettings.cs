namespace OpsShell.Shell.Editing;

/// <summary>What the user can set of the editor; it holds from the next line on.</summary>
/// <param name="palette">The styles to begin with.</param>
internal sealed class EditorSettings(EditorPalette palette)
{
    /// <summary>The styles.</summary>
    public EditorPalette Palette { get; set; } = palette;

    /// <summary>Whether the history's newest line that begins like the typed one is shown behind it.</summary>
    public bool Suggests { get; set; } = true;

    /// <summary>Whether lines are written to the file of the history.</summary>
    public bool SavesHistory { get; set; } = true;

    /// <summary>The most lines that the history keeps in memory.</summary>
    public int MaximumHistoryCount { get; set; } = 10_000;
}
