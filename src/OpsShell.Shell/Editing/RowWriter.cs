namespace OpsShell.Shell.Editing;

/// <summary>Fills rows of a screen with characters.</summary>
/// <param name="width">The columns of the screen.</param>
internal sealed class RowWriter(int width)
{
    private readonly List<ScreenRow> _rows = [];
    private List<ScreenCell> _cells = [];

    /// <summary>The row that is being filled, from 0.</summary>
    public int Row => _rows.Count;

    /// <summary>The column of the next character, from 0; the screen's width when the row is full.</summary>
    public int Column { get; private set; }

    /// <summary>Whether a character of that width begins a new row.</summary>
    public bool IsFullFor(int cells) => Column + cells > width;

    /// <summary>Adds a character.</summary>
    public void Add(ScreenCell cell)
    {
        if (cell.Width > width)
            cell = cell with { Text = "?", Width = 1 };
        if (IsFullFor(cell.Width))
            Break();
        _cells.Add(cell);
        Column += cell.Width;
    }

    /// <summary>Adds text of one line.</summary>
    public void Add(string text, string style)
    {
        for (var at = 0; at < text.Length; at += CellText.ClusterLength(text, at))
            Add(CellText.Cell(text.AsSpan(at, CellText.ClusterLength(text, at)), style));
    }

    /// <summary>Goes on in the next row, because this one is full.</summary>
    public void Break() => Break(wraps: Column == width && !_cells.Exists(cell => cell.IsUncertain));

    /// <summary>Begins a new line.</summary>
    public void EndLine() => Break(wraps: false);

    /// <summary>All rows.</summary>
    public IReadOnlyList<ScreenRow> ToRows() => [.. _rows, new ScreenRow(_cells, false)];

    private void Break(bool wraps)
    {
        _rows.Add(new(_cells, wraps));
        _cells = [];
        Column = 0;
    }
}
