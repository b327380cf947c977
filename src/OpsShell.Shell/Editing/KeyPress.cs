namespace OpsShell.Shell.Editing;

/// <summary>One key, or one pasted text.</summary>
/// <param name="Key">The key.</param>
/// <param name="Modifiers">What was held down with it.</param>
/// <param name="Text">The character, or the pasted text with line feeds between its lines; empty for other keys.</param>
internal readonly record struct KeyPress(EditorKey Key, KeyModifiers Modifiers = KeyModifiers.None, string Text = "")
{
    /// <summary>Whether this types text, rather than asking for something.</summary>
    public bool IsTyping => Key == EditorKey.Character && (Modifiers & (KeyModifiers.Alt | KeyModifiers.Control)) == 0;

    /// <summary>A character with Control.</summary>
    public static KeyPress Control(char letter) => new(EditorKey.Character, KeyModifiers.Control, letter.ToString());

    /// <summary>A character.</summary>
    public static KeyPress Typed(string text) => new(EditorKey.Character, KeyModifiers.None, text);

    /// <summary>Whether this is Control and the letter.</summary>
    public bool IsControl(char letter) => this == Control(letter);
}
