using System.Globalization;
using System.Text;

namespace OpsShell.Shell.Editing;

/// <summary>
/// Brings a screen from what it shows to what it is to show, with as little as goes over a slow line. Moves are relative to the
/// row that the prompt began in: where on the screen that is, a program in a terminal does not know.
/// </summary>
internal sealed class ScreenPainter
{
    private const string ClearToEndOfLine = "\u001b[K", ClearBelow = "\u001b[J", HideCursor = "\u001b[?25l", ShowCursor = "\u001b[?25h";
    private readonly StringBuilder _output = new();
    private ScreenFrame _shown = ScreenFrame.Empty;
    private int _row;
    private string? _style = "";

    /// <summary>What to write to show a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="width">The columns of the screen.</param>
    public string Paint(ScreenFrame frame, int width)
    {
        _output.Clear();
        if (FirstDifference(frame) is var (row, cell))
        {
            _output.Append(HideCursor);
            // Behind a full row, where only a new line follows, any column will do.
            MoveTo(row, Math.Min(Column(frame.Rows[row], cell), width - 1));
            WriteRows(frame, row, cell, width);
            if (_shown.Rows.Count > frame.Rows.Count)
            {
                _output.Append("\r\n").Append(ClearBelow);
                _row++;
            }
            MoveTo(frame.CursorRow, frame.CursorColumn);
            _output.Append(ShowCursor);
        }
        else if ((frame.CursorRow, frame.CursorColumn) != (_shown.CursorRow, _shown.CursorColumn))
        {
            MoveTo(frame.CursorRow, frame.CursorColumn);
        }
        _shown = frame;
        return _output.ToString();
    }

    /// <summary>What to write to leave the frame, for a new line below it.</summary>
    public string Leave()
    {
        _output.Clear();
        var last = _shown.Rows.Count - 1;
        MoveTo(last, 0);
        // A last row that is empty because the one before is full will do for the new line.
        if (last == 0 || _shown.Rows[last].Cells.Count > 0 || !_shown.Rows[last - 1].Wraps)
            _output.Append("\r\n");
        Forget();
        return _output.ToString();
    }

    /// <summary>What to write to take the frame off a screen whose width has changed; the terminal has wrapped its lines anew.</summary>
    /// <param name="width">The columns now.</param>
    public string Erase(int width)
    {
        _output.Clear();
        var (above, line) = (0, 0);
        for (var i = 0; i < _row; i++)
        {
            line += _shown.Rows[i].Width;
            if (_shown.Rows[i].Wraps)
                continue;
            above += Math.Max(1, (line + width - 1) / width);
            line = 0;
        }
        above += (line + _shown.CursorColumn) / width;
        _output.Append('\r');
        if (above > 0)
            _output.Append(CultureInfo.InvariantCulture, $"\u001b[{above}A");
        _output.Append(ClearBelow);
        Forget();
        return _output.ToString();
    }

    /// <summary>Nothing is shown any more, and the cursor is at the begin of a row.</summary>
    public void Forget() => (_shown, _row) = (ScreenFrame.Empty, 0);

    /// <summary>Where writing has to begin, or null when nothing differs.</summary>
    private (int Row, int Cell)? FirstDifference(ScreenFrame frame)
    {
        var common = Math.Min(frame.Rows.Count, _shown.Rows.Count);
        for (var row = 0; row < common; row++)
        {
            var (old, now) = (_shown.Rows[row], frame.Rows[row]);
            var same = 0;
            while (same < old.Cells.Count && same < now.Cells.Count && old.Cells[same] == now.Cells[same])
                same++;
            if (same < old.Cells.Count || same < now.Cells.Count)
                return Backed(frame, row, same);
            if (old.Wraps != now.Wraps)
                return Backed(frame, row, Math.Max(0, same - 1));
        }
        if (frame.Rows.Count == _shown.Rows.Count)
            return null;
        var end = frame.Rows[common - 1];
        return Backed(frame, common - 1, end.Wraps ? end.Cells.Count - 1 : end.Cells.Count);
    }

    /// <summary>
    /// Back to a place from which writing works: into the row before, where the terminal is to wrap; and to the begin of a prompt,
    /// whose colours are known only from there.
    /// </summary>
    private static (int Row, int Cell) Backed(ScreenFrame frame, int row, int cell)
    {
        while (true)
        {
            var cells = frame.Rows[row].Cells;
            if (cell == 0 && row > 0 && frame.Rows[row - 1].Wraps)
                (row, cell) = (row - 1, frame.Rows[row - 1].Cells.Count - 1);
            else if (cell > 0 && cell < cells.Count && cells[cell].Style is null && cells[cell - 1].Style is null)
                cell--;
            else
                return (row, cell);
        }
    }

    private void WriteRows(ScreenFrame frame, int firstRow, int firstCell, int width)
    {
        for (var row = firstRow; row < frame.Rows.Count; row++)
        {
            var first = row == firstRow ? firstCell : 0;
            var column = Column(frame.Rows[row], first);
            foreach (var cell in frame.Rows[row].Cells.Skip(first))
                column = WriteCell(cell, column, width);
            SetStyle("");
            // In a full row the cursor still stands on the last character, which would be cleared.
            if (column < width)
                _output.Append(ClearToEndOfLine);
            _row = row;
            if (row + 1 == frame.Rows.Count)
                return;
            if (!frame.Rows[row].Wraps)
                _output.Append("\r\n");
            else if (frame.Rows[row + 1].Cells.Count == 0)
                _output.Append(" \r");
        }
    }

    private int WriteCell(ScreenCell cell, int column, int width)
    {
        SetStyle(cell.Style);
        var end = column + cell.Width;
        if (!cell.IsUncertain)
        {
            _output.Append(cell.Text);
            return end;
        }
        _output.Append(' ', cell.Width);
        ToColumn(column);
        _output.Append(cell.Text);
        if (end < width)
            ToColumn(end);
        return end;
    }

    /// <summary>Null, for text with colours of its own, leaves the style unknown.</summary>
    private void SetStyle(string? style)
    {
        if (style == _style)
            return;
        if (style is not null || _style is { Length: > 0 })
            _output.Append(style is { Length: > 0 } ? $"\u001b[0;{style}m" : "\u001b[0m");
        _style = style;
    }

    private void MoveTo(int row, int column)
    {
        if (row != _row)
            _output.Append(CultureInfo.InvariantCulture, $"\u001b[{Math.Abs(row - _row)}{(row < _row ? 'A' : 'B')}");
        _row = row;
        ToColumn(column);
    }

    private void ToColumn(int column)
    {
        if (column == 0)
            _output.Append('\r');
        else
            _output.Append(CultureInfo.InvariantCulture, $"\u001b[{column + 1}G");
    }

    private static int Column(ScreenRow row, int cell) => row.Cells.Take(cell).Sum(each => each.Width);
}
