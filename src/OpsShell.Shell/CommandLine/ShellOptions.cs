namespace OpsShell.Shell.CommandLine;

/// <summary>The options before a command, a script or a session.</summary>
internal sealed record ShellOptions
{
    /// <summary>Whether the profile is left out (<c>-NoProfile</c>).</summary>
    public bool NoProfile { get; init; }

    /// <summary>Whether a session starts without a greeting (<c>-NoLogo</c>).</summary>
    public bool NoLogo { get; init; }

    /// <summary>Whether a question to the user is an error (<c>-NonInteractive</c>).</summary>
    public bool NonInteractive { get; init; }

    /// <summary>Whether a session follows the command or script (<c>-NoExit</c>).</summary>
    public bool NoExit { get; init; }

    /// <summary>Whether a background job of another opsshell is served (<c>-ServerMode</c>).</summary>
    public bool ServerMode { get; init; }

    /// <summary>The folder to start in (<c>-WorkingDirectory</c>); null for the current one.</summary>
    public string? WorkingDirectory { get; init; }
}
