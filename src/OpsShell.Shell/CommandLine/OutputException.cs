namespace OpsShell.Shell.CommandLine;

/// <summary>What was found could not be written: a full disk, a closed descriptor. Exit code 74 (EX_IOERR).</summary>
/// <param name="message">One line for the user.</param>
/// <param name="inner">The cause.</param>
public sealed class OutputException(string message, Exception inner) : Exception(message, inner);
