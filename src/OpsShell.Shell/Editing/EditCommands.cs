namespace OpsShell.Shell.Editing;

/// <summary>The keys that change the text or move in it, as Emacs and bash have them.</summary>
internal sealed class EditCommands
{
    private readonly EditBuffer _buffer;
    private readonly KillRing _ring = new();
    private readonly Dictionary<KeyPress, Action> _bindings;

    // Whether the key before cut, and whether it put back: the next such key then goes on with it.
    private bool _killed, _killing;
    private (int Start, int Length)? _yanked;

    /// <summary>Binds the keys to a text.</summary>
    public EditCommands(EditBuffer buffer)
    {
        _buffer = buffer;
        _bindings = new()
        {
            [new(EditorKey.Left)] = () => _buffer.MoveTo(_buffer.CharacterBefore),
            [KeyPress.Control('b')] = () => _buffer.MoveTo(_buffer.CharacterBefore),
            [new(EditorKey.Right)] = () => _buffer.MoveTo(_buffer.CharacterAfter),
            [KeyPress.Control('f')] = () => _buffer.MoveTo(_buffer.CharacterAfter),
            [new(EditorKey.Left, KeyModifiers.Control)] = () => _buffer.MoveTo(_buffer.WordStart),
            [new(EditorKey.Left, KeyModifiers.Alt)] = () => _buffer.MoveTo(_buffer.WordStart),
            [Alt('b')] = () => _buffer.MoveTo(_buffer.WordStart),
            [new(EditorKey.Right, KeyModifiers.Control)] = () => _buffer.MoveTo(_buffer.WordEnd),
            [new(EditorKey.Right, KeyModifiers.Alt)] = () => _buffer.MoveTo(_buffer.WordEnd),
            [Alt('f')] = () => _buffer.MoveTo(_buffer.WordEnd),
            [new(EditorKey.Home)] = () => _buffer.MoveTo(_buffer.LineStart),
            [KeyPress.Control('a')] = () => _buffer.MoveTo(_buffer.LineStart),
            [new(EditorKey.Home, KeyModifiers.Control)] = () => _buffer.MoveTo(0),
            [new(EditorKey.End)] = () => _buffer.MoveTo(_buffer.LineEnd),
            [KeyPress.Control('e')] = () => _buffer.MoveTo(_buffer.LineEnd),
            [new(EditorKey.End, KeyModifiers.Control)] = () => _buffer.MoveTo(_buffer.Text.Length),
            [new(EditorKey.Backspace)] = () => _buffer.Remove(_buffer.CharacterBefore, _buffer.Cursor),
            [new(EditorKey.Delete)] = () => _buffer.Remove(_buffer.Cursor, _buffer.CharacterAfter),
            [KeyPress.Control('d')] = () => _buffer.Remove(_buffer.Cursor, _buffer.CharacterAfter),
            [KeyPress.Control('t')] = () => _buffer.Transpose(),
            [KeyPress.Control('_')] = () => _buffer.Undo(),
            [KeyPress.Control('k')] = () => KillForward(_buffer.Cursor == _buffer.LineEnd ? _buffer.CharacterAfter : _buffer.LineEnd),
            [KeyPress.Control('u')] = () => KillBackward(_buffer.LineStart),
            [KeyPress.Control('w')] = () => KillBackward(_buffer.BlankWordStart),
            [Alt('d')] = () => KillForward(_buffer.WordEnd),
            [new(EditorKey.Delete, KeyModifiers.Control)] = () => KillForward(_buffer.WordEnd),
            [new(EditorKey.Backspace, KeyModifiers.Alt)] = () => KillBackward(_buffer.WordStart),
            [KeyPress.Control('y')] = Yank,
            [Alt('y')] = YankOlder,
            [new(EditorKey.Enter, KeyModifiers.Alt)] = () => _buffer.Insert("\n"),
            [new(EditorKey.Enter, KeyModifiers.Shift)] = () => _buffer.Insert("\n"),
        };
    }

    /// <summary>Does what the key asks for.</summary>
    /// <returns>Whether the key is known.</returns>
    public bool Apply(KeyPress key)
    {
        _killing = false;
        var yanked = _yanked;
        if (key.IsTyping)
            _buffer.Type(key.Text);
        else if (key.Key == EditorKey.Paste)
            _buffer.Insert(key.Text);
        else if (_bindings.TryGetValue(key, out var command))
            command();
        else
            return false;
        _killed = _killing;
        if (yanked == _yanked)
            _yanked = null;
        return true;
    }

    /// <summary>A character with Alt.</summary>
    public static KeyPress Alt(char letter) => new(EditorKey.Character, KeyModifiers.Alt, letter.ToString());

    private void KillForward(int end)
    {
        _ring.Add(_buffer.Remove(_buffer.Cursor, end), joins: _killed, before: false);
        _killing = true;
    }

    private void KillBackward(int start)
    {
        _ring.Add(_buffer.Remove(start, _buffer.Cursor), joins: _killed, before: true);
        _killing = true;
    }

    private void Yank()
    {
        var text = _ring.Newest();
        var start = _buffer.Cursor;
        _buffer.Insert(text);
        _yanked = (start, text.Length);
    }

    private void YankOlder()
    {
        if (_yanked is not var (start, length))
            return;
        var text = _ring.Older();
        _buffer.Replace(start, length, text);
        _yanked = (start, text.Length);
    }
}
