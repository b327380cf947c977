namespace OpsShell.Shell.CommandLine;

/// <summary>The command line cannot be understood; the message names the word and the way out. Exit code 64 (EX_USAGE).</summary>
/// <param name="message">One line for the user.</param>
public sealed class UsageException(string message) : Exception(message);
