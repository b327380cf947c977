namespace OpsShell.Shell.Editing;

/// <summary>Edits one line, which may be of several lines: keys in, and what to show out. It knows neither terminal nor engine.</summary>
/// <param name="history">The lines before.</param>
/// <param name="syntax">The language.</param>
/// <param name="complete">Completes a text at a place.</param>
/// <param name="settings">What the user can set.</param>
internal sealed class LineEditor(CommandHistory history, ISyntax syntax, Func<string, int, CompletionList> complete, EditorSettings settings)
{
    private readonly HistoryWalk _walk = new(history);
    private EditCommands? _commands;
    private HistorySearch? _search;
    private CompletionMenu? _menu;
    private LastArgument? _lastArgument;
    private (string Text, SyntaxView View)? _looked;
    private (string Text, string Suggestion)? _suggested;

    /// <summary>The text and its cursor.</summary>
    public EditBuffer Buffer { get; } = new();

    /// <summary>The screen, which a menu is laid out for.</summary>
    public ScreenSize Size { get; set; } = new(80, 24);

    private EditCommands Commands => _commands ??= new(Buffer);

    private SyntaxView Syntax
    {
        get
        {
            if (_looked?.Text != Buffer.Text)
                _looked = (Buffer.Text, syntax.Look(Buffer.Text));
            return _looked.Value.View;
        }
    }

    private string Suggestion
    {
        get
        {
            if (!Buffer.IsAtEnd || _menu is not null || _search is not null)
                return "";
            if (_suggested?.Text != Buffer.Text)
                _suggested = (Buffer.Text, settings.Suggests ? history.Suggest(Buffer.Text) : "");
            return _suggested.Value.Suggestion;
        }
    }

    /// <summary>Does what a key asks for.</summary>
    public EditStep Process(KeyPress key)
    {
        if (key.IsControl('c'))
        {
            LeaveModes();
            return EditStep.Cancel;
        }
        if (_search is not null && Search(_search, key))
            return EditStep.Editing;
        if (_menu is not null && Choose(_menu, key))
            return EditStep.Editing;
        return Edit(key);
    }

    /// <summary>What to show.</summary>
    public EditorView View(string prompt)
    {
        IReadOnlyList<ScreenRow> below = _menu?.ToRows(Size, settings.Palette) ?? (_search is null ? [] : [SearchRow(_search)]);
        var spans = _search is { Failed: false, Wanted.Length: > 0 } found
            ? [new StyledSpan(found.Place, found.Wanted.Length, settings.Palette.Match)]
            : Syntax.Spans;
        return new(prompt, Buffer.Text, Buffer.Cursor, spans, Suggestion, settings.Palette.Suggestion, below);
    }

    /// <summary>What stays on the screen when the line is done: the text alone.</summary>
    public EditorView FinalView(string prompt) => new(prompt, Buffer.Text, Buffer.Text.Length, Syntax.Spans, "", "", []);

    private EditStep Edit(KeyPress key)
    {
        if (key is not { Key: EditorKey.Up or EditorKey.Down } && !key.IsControl('p') && !key.IsControl('n'))
            _walk.End();
        if (key != EditCommands.Alt('.'))
            _lastArgument = null;
        switch (key)
        {
            case { Key: EditorKey.Enter, Modifiers: KeyModifiers.None or KeyModifiers.Control }:
                return Enter();
            case var _ when key.IsControl('d') && Buffer.Text.Length == 0:
                return EditStep.End;
            case var _ when key.IsControl('l'):
                return EditStep.Clear;
            case var _ when key.IsControl('r') || key.IsControl('s'):
                _search = new(history, Buffer.Text, Buffer.Cursor);
                break;
            case { Key: EditorKey.Tab, Modifiers: KeyModifiers.None }:
                Complete(menuAtOnce: false);
                break;
            case var _ when key.IsControl(' '):
                Complete(menuAtOnce: true);
                break;
            case var _ when StepOf(key) is { } step:
                Walk(step);
                break;
            case var _ when key == EditCommands.Alt('.'):
                (_lastArgument ??= new(history, Buffer)).Insert();
                break;
            case var _ when Suggestion.Length > 0 && TakenOf(key) is > 0 and var length:
                Buffer.Insert(Suggestion[..length]);
                break;
            default:
                Commands.Apply(key);
                break;
        }
        return EditStep.Editing;
    }

    private EditStep Enter()
    {
        if (!Syntax.IsIncomplete)
            return EditStep.Accept;
        Buffer.Insert("\n");
        return EditStep.Editing;
    }

    private static int? StepOf(KeyPress key) => key switch
    {
        { Key: EditorKey.Up } => -1,
        { Key: EditorKey.Down } => 1,
        _ when key.IsControl('p') => -1,
        _ when key.IsControl('n') => 1,
        _ => null,
    };

    /// <summary>Inside several lines first, then through the history.</summary>
    private void Walk(int step)
    {
        if (Buffer.InLine(step) is { } place)
            Buffer.MoveTo(place);
        else if (_walk.Step(Buffer.Text, step) is { } line)
            Buffer.Set(line);
    }

    /// <summary>How much of the suggestion a key takes.</summary>
    private int TakenOf(KeyPress key) => key switch
    {
        { Key: EditorKey.Right or EditorKey.End, Modifiers: KeyModifiers.None } => Suggestion.Length,
        _ when key.IsControl('f') || key.IsControl('e') => Suggestion.Length,
        { Key: EditorKey.Right } => EditBuffer.EndOfWord(Suggestion, 0),
        _ when key == EditCommands.Alt('f') => EditBuffer.EndOfWord(Suggestion, 0),
        _ => 0,
    };

    private void Complete(bool menuAtOnce)
    {
        var found = complete(Buffer.Text, Buffer.Cursor);
        if (found.Items.Count == 0)
            return;
        if (found.Items.Count == 1)
        {
            Buffer.Replace(found.Start, found.Length, found.Items[0].Text);
            return;
        }
        var typed = Buffer.Text.Substring(found.Start, found.Length);
        var prefix = found.CommonPrefix();
        if (!menuAtOnce && prefix.Length > typed.Length && prefix.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
        {
            Buffer.Replace(found.Start, found.Length, prefix);
            return;
        }
        _menu = new(found, Buffer.Text, Buffer.Cursor);
        ShowChoice(_menu);
    }

    /// <summary>A key while the menu is open.</summary>
    /// <returns>False when the key is to be done after the choice is taken.</returns>
    private bool Choose(CompletionMenu menu, KeyPress key)
    {
        if (menu.Move(key, Size))
        {
            ShowChoice(menu);
            return true;
        }
        if (key is { Key: EditorKey.Escape or EditorKey.Backspace } || key.IsControl('g'))
        {
            LeaveModes();
            return true;
        }
        _menu = null;
        Buffer.Show(menu.Text, menu.Cursor);
        var (start, length, text) = menu.Choice;
        Buffer.Replace(start, length, text);
        return key is { Key: EditorKey.Enter };
    }

    private void ShowChoice(CompletionMenu menu) => Buffer.Show(menu.Preview.Text, menu.Preview.Cursor);

    /// <summary>A key during a search.</summary>
    /// <returns>False when the key ends the search and is to be done on what was found.</returns>
    private bool Search(HistorySearch search, KeyPress key)
    {
        if (key.IsTyping || key.Key == EditorKey.Paste)
            search.Extend(key.Text);
        else if (key is { Key: EditorKey.Backspace })
            search.Shorten();
        else if (key.IsControl('r') || key.IsControl('s'))
            search.Again(key.IsControl('r') ? -1 : 1);
        else if (key is { Key: EditorKey.Escape } || key.IsControl('g'))
            return LeaveModes();
        else
            return TakeFound(search);
        Buffer.Show(search.Found, search.Place);
        return true;
    }

    private bool TakeFound(HistorySearch search)
    {
        _search = null;
        Buffer.Show(search.Before, search.CursorBefore);
        if (search.Found != search.Before)
            Buffer.Set(search.Found);
        return false;
    }

    /// <summary>Leaves menu and search, with the text as it was before.</summary>
    private bool LeaveModes()
    {
        if (_menu is not null)
            Buffer.Show(_menu.Text, _menu.Cursor);
        if (_search is not null)
            Buffer.Show(_search.Before, _search.CursorBefore);
        (_menu, _search) = (null, null);
        return true;
    }

    private ScreenRow SearchRow(HistorySearch search)
    {
        var writer = new RowWriter(Size.Width);
        var text = $"{(search.Failed ? "not in history" : "search history")}: {search.Wanted}";
        writer.Add(CellText.Cut(text, Size.Width - 2), search.Failed ? settings.Palette.Error : settings.Palette.Hint);
        writer.Add("_", settings.Palette.Hint);
        return writer.ToRows()[0];
    }
}
