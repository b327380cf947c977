using System.Globalization;
using OpsShell.Core.Text;

namespace OpsShell.Shell.Editing;

/// <summary>The ways to complete, to choose from. The chosen one shows in the text already.</summary>
/// <param name="list">The ways, at least one.</param>
/// <param name="text">The text before.</param>
/// <param name="cursor">The cursor before.</param>
internal sealed class CompletionMenu(CompletionList list, string text, int cursor)
{
    private const int Gap = 2, MostHintRows = 2, MostColumnWidth = 40;
    private readonly int _labelWidth = Math.Min(MostColumnWidth, list.Items.Max(item => CellText.Width(item.Label)));

    /// <summary>The text before the menu.</summary>
    public string Text => text;

    /// <summary>The cursor before the menu.</summary>
    public int Cursor => cursor;

    /// <summary>The chosen way, from 0.</summary>
    public int Selected { get; private set; }

    /// <summary>The text with the chosen way in it, and the cursor behind that.</summary>
    public (string Text, int Cursor) Preview
    {
        get
        {
            var chosen = list.Items[Selected].Text;
            return (string.Concat(text.AsSpan(0, list.Start), chosen, text.AsSpan(list.Start + list.Length)), list.Start + chosen.Length);
        }
    }

    /// <summary>The stretch that the chosen way takes the place of.</summary>
    public (int Start, int Length, string Text) Choice => (list.Start, list.Length, list.Items[Selected].Text);

    /// <summary>Moves the choice; past an end it comes in again at the other.</summary>
    /// <returns>Whether the key moves.</returns>
    public bool Move(KeyPress key, ScreenSize size)
    {
        var grid = Grid(size);
        int? step = key switch
        {
            { Key: EditorKey.Tab, Modifiers: KeyModifiers.None } or { Key: EditorKey.Down } => 1,
            { Key: EditorKey.Tab, Modifiers: KeyModifiers.Shift } or { Key: EditorKey.Up } => -1,
            _ when key.IsControl('n') || key.IsControl(' ') => 1,
            _ when key.IsControl('p') => -1,
            { Key: EditorKey.Right } => grid.Rows,
            { Key: EditorKey.Left } => -grid.Rows,
            { Key: EditorKey.PageDown } => grid.Rows * grid.Columns,
            { Key: EditorKey.PageUp } => -grid.Rows * grid.Columns,
            _ => null,
        };
        if (step is not { } by)
            return false;
        var count = list.Items.Count;
        // A single step goes round; a long one stops at the end, which is where its user wants to get to.
        Selected = Math.Abs(by) == 1 ? (Selected + by + count) % count : Math.Clamp(Selected + by, 0, count - 1);
        return true;
    }

    /// <summary>The rows of the page with the choice, and what is known of it.</summary>
    public IReadOnlyList<ScreenRow> ToRows(ScreenSize size, EditorPalette palette)
    {
        var grid = Grid(size);
        var perPage = grid.Rows * grid.Columns;
        var first = Selected / perPage * perPage;
        var rows = new List<ScreenRow>();
        for (var row = 0; row < grid.Rows; row++)
        {
            var writer = new RowWriter(size.Width);
            for (var column = 0; column < grid.Columns; column++)
            {
                var index = first + column * grid.Rows + row;
                if (index < Math.Min(list.Items.Count, first + perPage))
                    AddItem(writer, index, grid.LabelWidth, palette);
            }
            rows.Add(writer.ToRows()[0]);
        }
        rows.AddRange(Hints(perPage, size, palette));
        return rows;
    }

    private void AddItem(RowWriter writer, int index, int width, EditorPalette palette)
    {
        var label = CellText.Cut(list.Items[index].Label, width);
        writer.Add(label, index == Selected ? palette.Selection : "");
        writer.Add(new string(' ', width - CellText.Width(label) + Gap), "");
    }

    private IEnumerable<ScreenRow> Hints(int perPage, ScreenSize size, EditorPalette palette)
    {
        var item = list.Items[Selected];
        var hints = item.Hint.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => line != item.Label).Take(Math.Min(MostHintRows, size.Height - 3)).Select(DisplayText.Clean).ToList();
        if (list.Items.Count > perPage)
            hints = [string.Create(CultureInfo.InvariantCulture, $"{Selected + 1} of {list.Items.Count}  {hints.FirstOrDefault()}").TrimEnd(), .. hints.Skip(1)];
        foreach (var hint in hints)
        {
            var writer = new RowWriter(size.Width);
            writer.Add(CellText.Cut(hint, size.Width - 1), palette.Hint);
            yield return writer.ToRows()[0];
        }
    }

    /// <summary>As many columns as fit; at most half the screen high, so that the text stays in sight.</summary>
    private (int Rows, int Columns, int LabelWidth) Grid(ScreenSize size)
    {
        var labelWidth = Math.Clamp(_labelWidth, 1, Math.Max(1, size.Width - Gap));
        var columns = Math.Max(1, size.Width / (labelWidth + Gap));
        var mostRows = Math.Max(1, size.Height / 2 - MostHintRows);
        var needed = (list.Items.Count + columns - 1) / columns;
        return (Math.Min(needed, mostRows), columns, labelWidth);
    }
}
