namespace OpsShell.Shell.Editing;

/// <summary>Where lines to run come from.</summary>
internal interface ILineSource
{
    /// <summary>Reads a line, which may be of several lines.</summary>
    /// <param name="prompt">The prompt; of several lines, the last is that of the text.</param>
    ReadResult Read(string prompt);
}
