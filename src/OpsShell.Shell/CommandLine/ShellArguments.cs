using System.Collections.Immutable;
using System.Text;

namespace OpsShell.Shell.CommandLine;

/// <summary>The command line of <c>opsshell</c>, with the spellings of <c>pwsh</c>.</summary>
/// <param name="Verb">What to do.</param>
/// <param name="Text">The PowerShell of <c>-c</c>, or the full path of the file.</param>
/// <param name="Rest">The arguments that follow.</param>
internal sealed record ShellArguments(ShellVerb Verb, string Text, ImmutableArray<string> Rest)
{
    private const string StandardInput = "-";

    /// <summary>The options before what is to be done.</summary>
    public ShellOptions Options { get; init; } = new();

    /// <summary>Reads the command line.</summary>
    /// <exception cref="UsageException">It has an unknown option, or one without its value.</exception>
    public static ShellArguments Parse(IReadOnlyList<string> arguments)
    {
        var options = new ShellOptions();
        for (var index = 0; index < arguments.Count; index++)
        {
            var word = arguments[index];
            if (word == StandardInput)
                return new(ShellVerb.Input, "", []) { Options = options };
            if (word.Length == 0 || word[0] != '-')
                return FileOrVerb(word, [.. arguments.Skip(index + 1)]) with { Options = options };
            var option = ShellOption.Find(word) ?? throw new UsageException($"There is no option '{word}'. 'opsshell --help' lists what there is.");
            if (option.Kind is ShellOptionKind.Last)
                return Served(Last(option, word, [.. arguments.Skip(index + 1)]) with { Options = options });
            var value = option.Kind is ShellOptionKind.Switch ? "" : Value(option, word, arguments, ++index);
            options = With(options, option, value);
        }
        return Served(new(ShellVerb.None, "", []) { Options = options });
    }

    /// <summary>What a background job is given as a command is what it begins with.</summary>
    private static ShellArguments Served(ShellArguments read) => read.Options.ServerMode ? read with { Verb = ShellVerb.Serve } : read;

    private static string Value(ShellOption option, string word, IReadOnlyList<string> arguments, int index) =>
        index < arguments.Count ? arguments[index] : throw new UsageException($"{word} needs {option.Value}.");

    private static ShellOptions With(ShellOptions options, ShellOption option, string value) => option.Name switch
    {
        ShellOption.NoProfile => options with { NoProfile = true },
        ShellOption.NoExit => options with { NoExit = true },
        ShellOption.ServerMode => options with { ServerMode = true },
        ShellOption.NoLogo => options with { NoLogo = true },
        ShellOption.NonInteractive => options with { NonInteractive = true },
        ShellOption.WorkingDirectory when !Directory.Exists(value) => throw new UsageException($"-WorkingDirectory '{value}' is no folder."),
        ShellOption.WorkingDirectory => options with { WorkingDirectory = Path.GetFullPath(value) },
        ShellOption.InputFormat or ShellOption.OutputFormat when !value.Equals("Text", StringComparison.OrdinalIgnoreCase) =>
            throw new UsageException($"-{option.Name} '{value}' is not there; opsshell reads and writes Text."),
        _ => options,
    };

    /// <summary>An option that takes all that follows.</summary>
    private static ShellArguments Last(ShellOption option, string word, ImmutableArray<string> rest) => option.Name switch
    {
        ShellOption.Version => new(ShellVerb.Version, "", []),
        ShellOption.Help => new(ShellVerb.Help, "", []),
        _ when rest.IsEmpty => throw new UsageException($"{word} needs {option.Value}"),
        ShellOption.Command or ShellOption.File when rest[0] == StandardInput =>
            new(ShellVerb.Input, "", option.Name == ShellOption.File ? rest[1..] : []),
        ShellOption.Command => new(ShellVerb.Command, string.Join(' ', rest), []),
        ShellOption.CommandWithArguments => new(ShellVerb.Command, rest[0], rest[1..]),
        ShellOption.EncodedCommand => new(ShellVerb.Command, Decode(word, rest[0]), rest[1..]),
        _ => Script(rest[0], rest[1..]),
    };

    /// <summary>The file is looked up where opsshell was started, not where <c>-WorkingDirectory</c> leads.</summary>
    private static ShellArguments Script(string file, ImmutableArray<string> rest) =>
        File.Exists(file) ? new(ShellVerb.File, Path.GetFullPath(file), rest)
        : throw new UsageException(Directory.Exists(file) ? $"'{file}' is a folder, not a script." : $"There is no script '{file}'.");

    private static ShellArguments FileOrVerb(string word, ImmutableArray<string> rest) => word.ToLowerInvariant() switch
    {
        "audit" => new(ShellVerb.Audit, "", rest),
        "complete" => new(ShellVerb.Complete, "", rest),
        "help" => new(ShellVerb.Help, "", []),
        _ when File.Exists(word) || word.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase) => Script(word, rest),
        _ => throw new UsageException($"'{word}' is neither a command of opsshell nor a file. 'opsshell --help' lists what there is."),
    };

    /// <summary>UTF-16, little end first, in base64: what <c>pwsh -EncodedCommand</c> takes.</summary>
    private static string Decode(string word, string encoded)
    {
        try
        {
            return new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true).GetString(Convert.FromBase64String(encoded));
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            throw new UsageException($"{word} needs PowerShell text in UTF-16LE and base64; this is not: {error.Message}");
        }
    }
}
