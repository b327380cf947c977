namespace OpsShell.Benchmarks;

/// <summary>A program that is measured.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Command">Program and arguments.</param>
/// <param name="Environment">Variables that it gets beside those of this process.</param>
/// <param name="Answers">Counts the nodes that answered, in its standard output.</param>
internal sealed record Contender(
    string Name, IReadOnlyList<string> Command, IReadOnlyDictionary<string, string> Environment, Func<string, int> Answers)
{
    /// <summary>Whether exit codes other than 0 are a result: an audit tells the state of the nodes by it.</summary>
    public bool AnyExitCode { get; init; }

    /// <summary>Counts the answers to <c>cat /proc/loadavg /proc/meminfo</c>.</summary>
    public static int CountMemory(string output) => output.Split("MemTotal:").Length - 1;

    /// <summary>Whether the program is installed.</summary>
    public bool IsInstalled => PathOf(Command[0]) is not null;

    /// <summary>Where a program is; null when it is not installed.</summary>
    public static string? PathOf(string program) =>
        (System.Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin").Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
