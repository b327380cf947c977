using System.Runtime.InteropServices;

namespace OpsShell.Shell.Interactive;

/// <summary>
/// Signals to an interactive shell: Ctrl-C ends what runs and never the shell; the end of the terminal or of the login ends both,
/// in order, and at once when it comes again.
/// </summary>
internal sealed class ReplSignals : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Action _interrupt;
    private readonly Action<PosixSignal> _end;

    /// <summary>Begins to watch.</summary>
    /// <param name="interrupt">Ends what runs.</param>
    /// <param name="end">Ends the shell.</param>
    public ReplSignals(Action interrupt, Action<PosixSignal> end)
    {
        (_interrupt, _end) = (interrupt, end);
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt),
            PosixSignalRegistration.Create(PosixSignal.SIGQUIT, context => context.Cancel = true),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => End(context, 15)),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => End(context, 1)),
        ];
    }

    /// <summary>The exit code that a signal asks for, as shells say it; null without one.</summary>
    public int? ExitCode { get; private set; }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }

    private void Interrupt(PosixSignalContext context)
    {
        context.Cancel = true;
        _interrupt();
    }

    private void End(PosixSignalContext context, int number)
    {
        context.Cancel = ExitCode is null;
        ExitCode = 128 + number;
        _end(context.Signal);
    }
}
