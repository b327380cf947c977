namespace OpsShell.Shell.Editing;

/// <summary>What key was pressed.</summary>
internal enum EditorKey
{
    /// <summary>A sequence that means nothing to the editor.</summary>
    Unknown,

    /// <summary>A character; with Control or Alt, the letter.</summary>
    Character,

    /// <summary>A text that the terminal says was pasted.</summary>
    Paste,

    Enter,
    Tab,
    Backspace,
    Escape,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    Delete,
    PageUp,
    PageDown,
}
