namespace OpsShell.Core.Transport;

/// <summary>
/// The one thing a shell transport must be able to do: run a command line through the node's login shell, feed its standard
/// input and hand over what it writes. Probes and commands are built on it.
/// </summary>
internal interface IExecChannel
{
    /// <summary>
    /// Runs a command line and blocks until it ends. Standard input gets <paramref name="input"/> and then stays open until
    /// the process ends, unless <paramref name="closeInput"/> says to close it. On cancellation, or when the receiver has
    /// enough, standard input is closed (what runs on the node watches it and ends itself), a TERM signal is sent, and the
    /// call returns or throws <see cref="OperationCanceledException"/> within about two seconds.
    /// </summary>
    /// <exception cref="NodeException">ConnectionLost, or what else kept it from running.</exception>
    ExecEnd Run(string commandLine, ExecInput input, bool closeInput, IExecOutput output, CancellationToken cancellationToken);
}
