namespace OpsShell.Core.Transport.Terminal;

/// <summary>How an interactive login ended.</summary>
/// <param name="ExitCode">Exit code of the login shell; null when the node did not say.</param>
/// <param name="Left">Whether the user left it by <c>~.</c>.</param>
/// <param name="Lost">Why the connection is gone; null when the login ended by itself or was left.</param>
public sealed record LoginEnd(int? ExitCode, bool Left, NodeException? Lost);
