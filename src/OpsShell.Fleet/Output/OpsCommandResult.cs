using System.Globalization;
using OpsShell.Core.Transport;

namespace OpsShell.Fleet;

/// <summary>What a command came to on one node (<c>Invoke-OpsCommand</c>). A contract: members are added, never renamed.</summary>
public sealed record OpsCommandResult
{
    /// <summary>The node.</summary>
    public required string ComputerName { get; init; }

    /// <summary>The exit code; null when a signal or the time limit ended the command.</summary>
    public required int? ExitCode { get; init; }

    /// <summary>Standard output as text (UTF-8), raw, without line feeds at its end.</summary>
    public required string Output { get; init; }

    /// <summary>Standard error as text (UTF-8), raw, without line feeds at its end.</summary>
    public required string Error { get; init; }

    /// <summary>From sending the command to its end.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Whether <c>-Timeout</c> ended it.</summary>
    public bool TimedOut { get; init; }

    /// <summary>Whether output passed the limit of 64 MiB for a stream; what came before is kept.</summary>
    public bool Truncated { get; init; }

    /// <summary>The signal that ended it, without SIG (<c>KILL</c>), or null.</summary>
    public string? Signal { get; init; }

    /// <summary>How it ended, in words: <c>exit code 1</c>, <c>time limit</c>, <c>signal KILL</c>.</summary>
    public string Ending => EndingOf(ExitCode, Signal, TimedOut);

    /// <summary>The result of an outcome.</summary>
    internal static OpsCommandResult From(string computerName, CommandOutcome outcome) => new()
    {
        ComputerName = computerName,
        ExitCode = outcome.ExitCode,
        Output = Text(outcome.Output),
        Error = Text(outcome.Error),
        Duration = outcome.Duration,
        TimedOut = outcome.TimedOut,
        Truncated = outcome.Truncated,
        Signal = outcome.Signal,
    };

    internal static string EndingOf(int? exitCode, string? signal, bool timedOut) =>
        timedOut ? "time limit"
        : signal is not null ? $"signal {signal}"
        : string.Create(CultureInfo.InvariantCulture, $"exit code {exitCode}");

    private static string Text(ReadOnlyMemory<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes.Span).TrimEnd('\n');
}
