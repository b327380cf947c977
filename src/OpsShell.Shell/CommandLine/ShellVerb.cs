namespace OpsShell.Shell.CommandLine;

/// <summary>What <c>opsshell</c> is to do.</summary>
internal enum ShellVerb
{
    /// <summary>Nothing was said.</summary>
    None,

    /// <summary><c>opsshell audit</c>.</summary>
    Audit,

    /// <summary><c>opsshell complete</c>: words for the shell's completion.</summary>
    Complete,

    /// <summary><c>opsshell -c TEXT</c>.</summary>
    Command,

    /// <summary><c>opsshell -c -</c>: standard input is the script.</summary>
    Input,

    /// <summary><c>pwsh -s</c>: what the engine starts for a background job.</summary>
    Serve,

    /// <summary><c>opsshell FILE ARGUMENTS</c>.</summary>
    File,

    /// <summary><c>opsshell --version</c>.</summary>
    Version,

    /// <summary><c>opsshell --help</c>.</summary>
    Help,
}
