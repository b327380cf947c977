namespace OpsShell.Testing.Rpm;

/// <summary>What a command in the lab came to.</summary>
/// <param name="ExitCode">Exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
public sealed record RpmRun(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of standard output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Both outputs with each run of white space made one space: dnf wraps its messages at 80 columns.</summary>
    public string Text => string.Join(' ', (Output + "\n" + Error).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Fails with everything there is to see when the exit code is another.</summary>
    public RpmRun Exits(int code) =>
        ExitCode == code ? this : throw new InvalidOperationException($"exit code {ExitCode} instead of {code}\n{Output}\n{Error}");
}
