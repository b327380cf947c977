namespace OpsShell.Fleet;

/// <summary>Where a line of a running command comes from.</summary>
public enum CommandStream
{
    /// <summary>Standard output.</summary>
    Output,

    /// <summary>Standard error.</summary>
    Error,

    /// <summary>The end of a command that did not end with exit code 0; the line says how it ended.</summary>
    End,
}
