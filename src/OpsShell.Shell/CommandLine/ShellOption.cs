namespace OpsShell.Shell.CommandLine;

/// <summary>An option of <c>opsshell</c>. As with <c>pwsh</c>, its name may be cut short, down to the shortest form.</summary>
/// <param name="Name">The full name.</param>
/// <param name="Shortest">The shortest form.</param>
/// <param name="Kind">What follows it.</param>
/// <param name="Value">What it needs, in words; empty for a switch.</param>
internal sealed record ShellOption(string Name, string Shortest, ShellOptionKind Kind, string Value = "")
{
    /// <summary>Names.</summary>
    public const string NoProfile = "NoProfile", NoLogo = "NoLogo", NonInteractive = "NonInteractive", WorkingDirectory = "WorkingDirectory",
        InputFormat = "InputFormat", OutputFormat = "OutputFormat", ExecutionPolicy = "ExecutionPolicy",
        Command = "Command", CommandWithArguments = "CommandWithArgs", File = "File", EncodedCommand = "EncodedCommand",
        Version = "Version", Help = "Help", NoExit = "NoExit", Login = "Login", ServerMode = "ServerMode";

    // An array and a switch: immutable collections have to be compiled while the program starts.
    private static readonly ShellOption[] All =
    [
        new(Login, "l", ShellOptionKind.Switch),
        new(ServerMode, "s", ShellOptionKind.Switch),
        new(NoExit, "noe", ShellOptionKind.Switch),
        new(NoProfile, "nop", ShellOptionKind.Switch),
        new(NoLogo, "nol", ShellOptionKind.Switch),
        new(NonInteractive, "noni", ShellOptionKind.Switch),
        new("NoProfileLoadTime", "noprofileloadtime", ShellOptionKind.Switch),
        new(WorkingDirectory, "wo", ShellOptionKind.Value, "a folder"),
        // Command lines written for Windows have it; there are no policies on Linux, in pwsh neither.
        new(ExecutionPolicy, "ex", ShellOptionKind.Value, "a policy, which has no meaning on Linux"),
        new(InputFormat, "inp", ShellOptionKind.Value, "a format: Text"),
        new(OutputFormat, "o", ShellOptionKind.Value, "a format: Text"),
        new(Command, "c", ShellOptionKind.Last, "PowerShell text: opsshell -c 'Get-OpsNode'"),
        new(CommandWithArguments, "commandwitha", ShellOptionKind.Last, "PowerShell text and its arguments: opsshell -cwa '$args[0]' one"),
        new(File, "f", ShellOptionKind.Last, "a file: opsshell -File audit.ps1"),
        new(EncodedCommand, "e", ShellOptionKind.Last, "PowerShell text in UTF-16LE and base64"),
        new(Version, "v", ShellOptionKind.Last),
        new(Help, "h", ShellOptionKind.Last),
    ];

    /// <summary>The option that a word names (<c>-nop</c>, <c>--NoProfile</c>); null when there is none.</summary>
    public static ShellOption? Find(string word)
    {
        var name = Full((word.StartsWith("--", StringComparison.Ordinal) ? word[2..] : word[1..]).ToLowerInvariant());
        return name.Length == 0 ? null : Array.Find(All, option =>
            option.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase) && name.StartsWith(option.Shortest, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The short names that are not the beginning of the full one.</summary>
    private static string Full(string name) => name switch
    {
        "wd" => WorkingDirectory,
        "ep" => ExecutionPolicy,
        "if" => InputFormat,
        "cwa" => CommandWithArguments,
        "ec" => EncodedCommand,
        "?" => Help,
        _ => name,
    };
}
