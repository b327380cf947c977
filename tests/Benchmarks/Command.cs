using System.Diagnostics;

namespace OpsShell.Benchmarks;

/// <summary>Runs a program that must succeed.</summary>
internal static class Command
{
    /// <summary>Runs it, in the network namespace of this thread.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has what it said.</exception>
    public static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with exit code {process.ExitCode}: {said.Trim()}");
    }
}
