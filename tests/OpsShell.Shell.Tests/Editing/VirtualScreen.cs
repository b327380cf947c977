using System.Globalization;
using OpsShell.Shell.Editing;

namespace OpsShell.Shell.Tests.Editing;

/// <summary>What a terminal makes of what is written to it, as far as the editor uses it; it fails on anything else.</summary>
internal sealed class VirtualScreen(int width, int height)
{
    private readonly List<string?[]> _lines = [.. Enumerable.Range(0, height).Select(_ => new string?[width])];
    private int _row, _column;

    /// <summary>Rows that went off the top.</summary>
    public int Scrolled { get; private set; }

    public (int Row, int Column) Cursor => (_row, Math.Min(_column, width - 1));

    /// <summary>The screen's text, without blanks at the ends of lines and empty lines at the end.</summary>
    public string Text => string.Join('\n', _lines.Select(Line)).TrimEnd('\n');

    public void Write(string text)
    {
        for (var at = 0; at < text.Length;)
            at += text[at] == '\u001b' ? Escape(text, at) : Plain(text, at);
    }

    private static string Line(string?[] cells) => string.Concat(cells.Select(cell => cell ?? " ")).TrimEnd();

    private int Plain(string text, int at)
    {
        switch (text[at])
        {
            case '\r':
                _column = 0;
                return 1;
            case '\n':
                Down();
                return 1;
            case '\b':
                _column = Math.Max(0, Math.Min(_column, width - 1) - 1);
                return 1;
        }
        var length = CellText.ClusterLength(text, at);
        var cell = CellText.Cell(text.AsSpan(at, length), "");
        Assert.False(char.IsControl(text[at]), $"control character {(int)text[at]:x2}");
        if (_column + cell.Width > width)
        {
            _column = 0;
            Down();
        }
        _lines[_row][_column] = cell.Text;
        for (var i = 1; i < cell.Width; i++)
            _lines[_row][_column + i] = "";
        _column += cell.Width;
        return length;
    }

    private int Escape(string text, int at)
    {
        Assert.Equal('[', text[at + 1]);
        var end = at + 2;
        while (!char.IsAsciiLetter(text[end]))
            end++;
        var parameters = text[(at + 2)..end];
        var number = int.TryParse(parameters, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 1;
        switch (text[end])
        {
            case 'A':
                Assert.True(number <= _row, "moves above the screen");
                _row -= number;
                break;
            case 'B':
                Assert.True(_row + number < height, "moves below the screen");
                _row += number;
                break;
            case 'G':
                Assert.InRange(number, 1, width);
                _column = number - 1;
                break;
            case 'K':
                Array.Clear(_lines[_row], Cursor.Column, width - Cursor.Column);
                break;
            case 'J' when parameters.Length == 0:
                Array.Clear(_lines[_row], Cursor.Column, width - Cursor.Column);
                for (var row = _row + 1; row < height; row++)
                    Array.Clear(_lines[row]);
                break;
            case 'J':
                foreach (var line in _lines)
                    Array.Clear(line);
                break;
            case 'H':
                (_row, _column) = (0, 0);
                break;
            case 'm' or 'h' or 'l':
                break;
            default:
                Assert.Fail($"unknown sequence {parameters}{text[end]}");
                break;
        }
        return end - at + 1;
    }

    private void Down()
    {
        if (++_row < height)
            return;
        _row--;
        Scrolled++;
        _lines.RemoveAt(0);
        _lines.Add(new string?[width]);
    }
}
