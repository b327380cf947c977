using System.Text.RegularExpressions;

namespace OpsShell.Shell.Editing;

/// <summary>Lays what the editor shows out for a screen.</summary>
internal static partial class FrameBuilder
{
    /// <summary>The rows that fit on the screen, with the cursor among them.</summary>
    /// <param name="view">What to show.</param>
    /// <param name="size">The screen.</param>
    public static ScreenFrame Build(EditorView view, ScreenSize size)
    {
        var whole = BuildWhole(view, size);
        var below = view.Below.Take(size.Height - 1).ToList();
        var room = size.Height - below.Count;
        var top = Math.Max(0, whole.CursorRow - room + 1);
        return new([.. whole.Rows.Skip(top).Take(room), .. below], whole.CursorRow - top, whole.CursorColumn);
    }

    /// <summary>All rows of the text, however many, without what is under it.</summary>
    public static ScreenFrame BuildWhole(EditorView view, ScreenSize size)
    {
        var rows = new RowWriter(size.Width);
        AddPrompt(rows, view.Prompt);
        var cursor = AddText(rows, view, size.Width);
        rows.Add(view.Suggestion, view.SuggestionStyle);
        return new(rows.ToRows(), cursor.Row, cursor.Column);
    }

    private static (int Row, int Column) AddText(RowWriter rows, EditorView view, int width)
    {
        var cursor = (Row: 0, Column: 0);
        var span = 0;
        for (var at = 0; at < view.Text.Length;)
        {
            var length = CellText.ClusterLength(view.Text, at);
            while (span < view.Spans.Count && view.Spans[span].Start + view.Spans[span].Length <= at)
                span++;
            if (view.Text[at] is '\n')
            {
                if (at == view.Cursor)
                    cursor = (rows.Row, Math.Min(rows.Column, width - 1));
                rows.EndLine();
                AddPrompt(rows, EditorView.ContinuationPrompt);
            }
            else
            {
                var style = span < view.Spans.Count && view.Spans[span].Start <= at ? view.Spans[span].Style : "";
                var cell = CellText.Cell(view.Text.AsSpan(at, length), style);
                if (rows.IsFullFor(cell.Width))
                    rows.Break();
                if (view.Cursor >= at && view.Cursor < at + length)
                    cursor = (rows.Row, rows.Column);
                rows.Add(cell);
            }
            at += length;
        }
        if (view.Cursor < view.Text.Length)
            return cursor;
        if (rows.IsFullFor(1))
            rows.Break();
        return (rows.Row, rows.Column);
    }

    /// <summary>A prompt's own colours and titles go out as they are, with the character that follows them.</summary>
    private static void AddPrompt(RowWriter rows, string prompt)
    {
        var (before, cells) = ("", new List<ScreenCell>());
        for (var at = 0; at < prompt.Length;)
        {
            if (EscapeSequence().Match(prompt, at) is { Success: true } escape && escape.Index == at)
            {
                before += escape.Value;
                at += escape.Length;
                continue;
            }
            var length = CellText.ClusterLength(prompt, at);
            var cell = CellText.Cell(prompt.AsSpan(at, length), null);
            cells.Add(cell with { Text = before + cell.Text });
            before = "";
            at += length;
        }
        if (before.Length > 0 && cells.Count > 0)
            cells[^1] = cells[^1] with { Text = cells[^1].Text + before };
        cells.ForEach(rows.Add);
    }

    // CSI, OSC up to BEL or ST, and the short ones.
    [GeneratedRegex(@"\G\u001b(\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(\u0007|\u001b\\)|[ -/]*[0-Z\\^-~])")]
    private static partial Regex EscapeSequence();
}
