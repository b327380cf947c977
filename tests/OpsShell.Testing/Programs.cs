namespace OpsShell.Testing;

/// <summary>Which programs this machine has.</summary>
public static class Programs
{
    /// <summary>The program's path, or null.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Append("/sbin")
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Whether the first word of a command line is there.</summary>
    public static bool Has(string commandLine) => Find(commandLine.Split(' ')[0]) is not null;

    /// <summary>Whether a process runs whose command line, with NUL between words, begins so.</summary>
    public static bool IsRunning(string commandLine) =>
        Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])).Any(path =>
        {
            try
            {
                return File.ReadAllText(path + "/cmdline").StartsWith(commandLine, StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false;
            }
        });
}
