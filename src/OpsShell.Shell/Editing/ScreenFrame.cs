namespace OpsShell.Shell.Editing;

/// <summary>All that the editor shows, and where the cursor is.</summary>
/// <param name="Rows">The rows; at least one.</param>
/// <param name="CursorRow">The cursor's row, from 0.</param>
/// <param name="CursorColumn">The cursor's column, from 0.</param>
internal sealed record ScreenFrame(IReadOnlyList<ScreenRow> Rows, int CursorRow, int CursorColumn)
{
    /// <summary>Nothing shown yet.</summary>
    public static ScreenFrame Empty { get; } = new([ScreenRow.Empty], 0, 0);
}
