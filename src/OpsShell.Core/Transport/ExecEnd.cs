namespace OpsShell.Core.Transport;

/// <summary>How a remote process ended.</summary>
/// <param name="ExitCode">Its exit code; null when a signal ended it.</param>
/// <param name="Signal">The signal's name without SIG, or null.</param>
internal readonly record struct ExecEnd(int? ExitCode, string? Signal);
