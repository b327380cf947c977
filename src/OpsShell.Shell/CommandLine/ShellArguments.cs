using System.Collections.Immutable;

namespace OpsShell.Shell.CommandLine;

/// <summary>The command line of <c>opsshell</c>, with the spellings of <c>pwsh</c>.</summary>
/// <param name="Verb">What to do.</param>
/// <param name="Text">The PowerShell of <c>-c</c>, or the file.</param>
/// <param name="Rest">The arguments that follow.</param>
internal sealed record ShellArguments(ShellVerb Verb, string Text, ImmutableArray<string> Rest)
{
    private static readonly string[] NoProfileNames = ["-noprofile", "-nop"];

    // Accepted as pwsh does, so that scripts and habits carry over.
    private static readonly string[] Ignored = [.. NoProfileNames, "-nologo", "-noninteractive", "-noni"];

    /// <summary>Whether the profile scripts are left out.</summary>
    public bool NoProfile { get; private init; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="UsageException">It has an unknown option, or one without its value.</exception>
    public static ShellArguments Parse(IReadOnlyList<string> arguments)
    {
        var index = 0;
        while (index < arguments.Count && Ignored.Contains(Normal(arguments[index])))
            index++;
        ImmutableArray<string> rest = [.. arguments.Skip(index + 1)];
        if (index == arguments.Count)
            return new(ShellVerb.None, "", []) { NoProfile = arguments.Any(word => NoProfileNames.Contains(Normal(word))) };
        return Normal(arguments[index]) switch
        {
            "audit" => new(ShellVerb.Audit, "", rest),
            "complete" => new(ShellVerb.Complete, "", rest),
            "-version" or "-v" => new(ShellVerb.Version, "", []),
            "-help" or "-h" or "-?" or "help" => new(ShellVerb.Help, "", []),
            "-command" or "-c" when rest.Length > 0 => new(ShellVerb.Command, string.Join(' ', rest), []),
            "-command" or "-c" => throw new UsageException($"{arguments[index]} needs PowerShell text: opsshell -c 'Get-OpsNode'"),
            "-file" or "-f" when rest.Length > 0 => new(ShellVerb.File, rest[0], rest[1..]),
            "-file" or "-f" => throw new UsageException($"{arguments[index]} needs a file: opsshell -File audit.ps1"),
            ['-', ..] => throw new UsageException($"There is no option '{arguments[index]}'. 'opsshell --help' lists what there is."),
            _ => FileOrVerb(arguments[index], rest),
        };
    }

    private static ShellArguments FileOrVerb(string word, ImmutableArray<string> rest) =>
        File.Exists(word) || word.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase)
            ? new(ShellVerb.File, word, rest)
            : throw new UsageException($"'{word}' is neither a command of opsshell nor a file. 'opsshell --help' lists what there is.");

    /// <summary><c>--Version</c>, <c>-version</c> and <c>-Version</c> are the same to PowerShell's users.</summary>
    private static string Normal(string word) =>
        (word.StartsWith("--", StringComparison.Ordinal) ? word[1..] : word).ToLowerInvariant();
}
