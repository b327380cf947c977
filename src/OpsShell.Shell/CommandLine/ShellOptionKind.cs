namespace OpsShell.Shell.CommandLine;

/// <summary>What follows an option of <c>opsshell</c>.</summary>
internal enum ShellOptionKind
{
    /// <summary>Nothing: it is there or not.</summary>
    Switch,

    /// <summary>Its value.</summary>
    Value,

    /// <summary>All the rest of the command line.</summary>
    Last,
}
