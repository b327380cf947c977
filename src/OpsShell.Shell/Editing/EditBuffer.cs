namespace OpsShell.Shell.Editing;

/// <summary>The text being edited, with its cursor and what can be undone.</summary>
internal sealed class EditBuffer
{
    private readonly Stack<(string Text, int Cursor)> _undo = new();
    private bool _typing;

    /// <summary>The text; lines are divided by line feeds.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The cursor, from 0 to the text's length.</summary>
    public int Cursor { get; private set; }

    /// <summary>Whether the cursor is behind the last character.</summary>
    public bool IsAtEnd => Cursor == Text.Length;

    /// <summary>The text before the cursor.</summary>
    public string BeforeCursor => Text[..Cursor];

    /// <summary>Inserts at the cursor. Characters typed one after the other are undone word by word.</summary>
    public void Type(string text)
    {
        var goesOn = _typing && !string.IsNullOrWhiteSpace(text);
        Replace(Cursor, 0, text, remember: !goesOn);
        _typing = true;
    }

    /// <summary>Inserts at the cursor, as one step.</summary>
    public void Insert(string text) => Replace(Cursor, 0, text);

    /// <summary>Replaces a stretch; the cursor is behind what came.</summary>
    public void Replace(int start, int length, string text) => Replace(start, length, text, remember: true);

    /// <summary>Replaces everything.</summary>
    public void Set(string text) => Replace(0, Text.Length, text);

    /// <summary>Removes a stretch.</summary>
    /// <returns>What was removed.</returns>
    public string Remove(int start, int end)
    {
        var removed = Text[start..end];
        if (removed.Length > 0)
            Replace(start, end - start, "");
        return removed;
    }

    /// <summary>Moves the cursor.</summary>
    public void MoveTo(int place)
    {
        Cursor = Math.Clamp(place, 0, Text.Length);
        _typing = false;
    }

    /// <summary>Takes the last change back.</summary>
    /// <returns>False when there is none.</returns>
    public bool Undo()
    {
        _typing = false;
        if (!_undo.TryPop(out var before))
            return false;
        (Text, Cursor) = before;
        return true;
    }

    /// <summary>Shows another text that is not a change of the user's, such as a completion that is only looked at.</summary>
    public void Show(string text, int cursor)
    {
        (Text, Cursor) = (text, cursor);
        _typing = false;
    }

    /// <summary>The begin of the character before the cursor.</summary>
    public int CharacterBefore => Cursor == 0 ? 0 : CellText.ClusterBefore(Text, Cursor);

    /// <summary>The end of the character at the cursor.</summary>
    public int CharacterAfter => IsAtEnd ? Cursor : Cursor + CellText.ClusterLength(Text, Cursor);

    /// <summary>The begin of the cursor's line.</summary>
    public int LineStart => Cursor == 0 ? 0 : Text.LastIndexOf('\n', Cursor - 1) + 1;

    /// <summary>The end of the cursor's line.</summary>
    public int LineEnd => Text.IndexOf('\n', Cursor) is >= 0 and var end ? end : Text.Length;

    /// <summary>The begin of the word before the cursor; a word is letters and digits.</summary>
    public int WordStart
    {
        get
        {
            var at = Cursor;
            while (at > 0 && !char.IsLetterOrDigit(Text[at - 1]))
                at--;
            while (at > 0 && char.IsLetterOrDigit(Text[at - 1]))
                at--;
            return at;
        }
    }

    /// <summary>The end of the word at or behind the cursor.</summary>
    public int WordEnd => EndOfWord(Text, Cursor);

    /// <summary>The begin of what stands between blanks before the cursor.</summary>
    public int BlankWordStart
    {
        get
        {
            var at = Cursor;
            while (at > 0 && char.IsWhiteSpace(Text[at - 1]))
                at--;
            while (at > 0 && !char.IsWhiteSpace(Text[at - 1]))
                at--;
            return at;
        }
    }

    /// <summary>The end of the word at or behind a place.</summary>
    public static int EndOfWord(string text, int at)
    {
        while (at < text.Length && !char.IsLetterOrDigit(text[at]))
            at++;
        while (at < text.Length && char.IsLetterOrDigit(text[at]))
            at++;
        return at;
    }

    /// <summary>The same column in the line above or below; null when there is none.</summary>
    public int? InLine(int step)
    {
        var column = Cursor - LineStart;
        if (step < 0 ? LineStart == 0 : LineEnd == Text.Length)
            return null;
        var start = step > 0 ? LineEnd + 1 : LineStart < 2 ? 0 : Text.LastIndexOf('\n', LineStart - 2) + 1;
        var end = Text.IndexOf('\n', start) is >= 0 and var found ? found : Text.Length;
        var place = Math.Min(start + column, end);
        return AtCharacter(place, start);
    }

    /// <summary>Changes the characters before and at the cursor for one another, as a slip of the fingers wants it.</summary>
    public void Transpose()
    {
        var (start, middle, end) = (CharacterBefore, Cursor, CharacterAfter);
        if (middle == end)
            (middle, start) = (start, start == 0 ? 0 : CellText.ClusterBefore(Text, start));
        if (start == middle || Text[start..end].Contains('\n', StringComparison.Ordinal))
            return;
        Replace(start, end - start, Text[middle..end] + Text[start..middle]);
    }

    private int AtCharacter(int place, int start)
    {
        var at = start;
        while (at < place)
        {
            var next = at + CellText.ClusterLength(Text, at);
            if (next > place)
                return at;
            at = next;
        }
        return at;
    }

    private void Replace(int start, int length, string text, bool remember)
    {
        if (remember)
            _undo.Push((Text, Cursor));
        Text = string.Concat(Text.AsSpan(0, start), text, Text.AsSpan(start + length));
        Cursor = start + text.Length;
        _typing = false;
    }
}
