namespace OpsShell.Core.Probing;

/// <summary>One thing to read on a node. Equal items of different checks are read once.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Target">An absolute path, a pattern, or a command line for <c>sh</c>.</param>
public sealed record ProbeItem(ProbeKind Kind, string Target)
{
    /// <summary>Size limit of a file or of a command's output when none is said: 1 MiB.</summary>
    public const int DefaultLimit = 1 << 20;

    /// <summary>Bytes kept of each file or output; more makes the result Truncated.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>Whether it is read twice, an interval apart, for counters.</summary>
    public bool Sampled { get; init; }

    /// <summary>Whether it is read as root when the node's user may become root.</summary>
    public bool NeedsRoot { get; init; }

    /// <summary>Time limit of a command. Default 5 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>One file.</summary>
    public static ProbeItem File(string path) => new(ProbeKind.File, path);

    /// <summary>One file, read twice.</summary>
    public static ProbeItem Sample(string path) => new(ProbeKind.File, path) { Sampled = true };

    /// <summary>All files that match a pattern.</summary>
    public static ProbeItem Glob(string pattern) => new(ProbeKind.Glob, pattern);

    /// <summary>The names in a directory.</summary>
    public static ProbeItem Listing(string directory) => new(ProbeKind.Listing, directory);

    /// <summary>
    /// The output of a command line. Standard error is kept apart and becomes the reason when the command fails: exit code 127
    /// is Missing, a message about permissions is Denied; any other exit code is Ok with that code.
    /// </summary>
    public static ProbeItem Command(string commandLine) => new(ProbeKind.Command, commandLine);

    /// <summary>What a finding names as the place of a value: the path, the pattern, or the command in backquotes.</summary>
    public string Source => Kind == ProbeKind.Command ? $"`{Target}`" : Target;
}
