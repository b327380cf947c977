namespace OpsShell.Core.Transport;

/// <summary>What a command on a node came to.</summary>
/// <param name="ExitCode">Its exit code; null when it was ended by a signal or by its time limit.</param>
/// <param name="Signal">The signal that ended it, without SIG (<c>KILL</c>), or null.</param>
/// <param name="Output">Standard output, up to the limit.</param>
/// <param name="Error">Standard error, up to the limit.</param>
/// <param name="Truncated">Whether a stream passed the limit.</param>
/// <param name="TimedOut">Whether the time limit ended it.</param>
/// <param name="Duration">From sending the command to its end.</param>
public sealed record CommandOutcome(
    int? ExitCode, string? Signal, ReadOnlyMemory<byte> Output, ReadOnlyMemory<byte> Error, bool Truncated, bool TimedOut, TimeSpan Duration);
