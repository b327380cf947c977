namespace OpsShell.Shell.Editing;

/// <summary>One row of the screen.</summary>
/// <param name="Cells">Its characters, from the left.</param>
/// <param name="Wraps">Whether the line goes on in the next row, where the terminal is to break it itself.</param>
internal sealed record ScreenRow(IReadOnlyList<ScreenCell> Cells, bool Wraps)
{
    /// <summary>A row with nothing on it.</summary>
    public static ScreenRow Empty { get; } = new([], false);

    /// <summary>The cells that are taken.</summary>
    public int Width => Cells.Sum(cell => cell.Width);
}
