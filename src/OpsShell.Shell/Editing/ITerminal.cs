namespace OpsShell.Shell.Editing;

/// <summary>A terminal, as the editor needs it.</summary>
internal interface ITerminal
{
    /// <summary>Its size now.</summary>
    ScreenSize Size { get; }

    /// <summary>Writes text with its control sequences.</summary>
    void Write(string text);

    /// <summary>Gives keys as they are pressed, unseen and unchanged, until disposed.</summary>
    IDisposable EnterRawMode();

    /// <summary>Waits for what happens next.</summary>
    /// <param name="timeout">How long, or null for ever.</param>
    TerminalEvent Next(TimeSpan? timeout);
}
