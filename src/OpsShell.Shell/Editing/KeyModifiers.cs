namespace OpsShell.Shell.Editing;

/// <summary>Keys held down with another; the values are those of xterm's sequences less one.</summary>
[Flags]
internal enum KeyModifiers
{
    None = 0,
    Shift = 1,
    Alt = 2,
    Control = 4,
}
