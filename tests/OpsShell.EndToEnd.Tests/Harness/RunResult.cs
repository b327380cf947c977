namespace OpsShell.EndToEnd.Tests.Harness;

/// <summary>What a run of a program came to.</summary>
/// <param name="ExitCode">Exit code; 128 + signal when a signal ended it.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Duration">From start to end.</param>
internal sealed record RunResult(int ExitCode, string Output, string Error, TimeSpan Duration)
{
    /// <summary>Fails with everything there is to see when the exit code is another.</summary>
    public RunResult Exits(int code)
    {
        Assert.True(ExitCode == code, $"exit code {ExitCode} instead of {code}\n{this}");
        return this;
    }

    /// <summary>Fails unless standard output has the text.</summary>
    public RunResult Prints(string text)
    {
        Assert.True(Output.Contains(text, StringComparison.Ordinal), $"'{text}' is missing on standard output\n{this}");
        return this;
    }

    /// <summary>Fails unless standard error has the text.</summary>
    public RunResult Complains(string text)
    {
        Assert.True(Error.Contains(text, StringComparison.Ordinal), $"'{text}' is missing on standard error\n{this}");
        return this;
    }

    /// <summary>Fails when there is anything on standard error.</summary>
    public RunResult IsQuiet()
    {
        Assert.True(Error.Length == 0, $"something is on standard error\n{this}");
        return this;
    }

    /// <summary>Fails unless the run took less.</summary>
    public RunResult Within(double seconds)
    {
        Assert.True(Duration.TotalSeconds < seconds, $"it took {Duration.TotalSeconds:0.0} s\n{this}");
        return this;
    }

    public override string ToString() => $"exit code {ExitCode}\nstdout: {Shown(Output)}\nstderr: {Shown(Error)}";

    private static string Shown(string text) => text.Length <= 6000 ? text : $"{text[..6000]} ... ({text.Length} characters)";
}
