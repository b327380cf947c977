using System.Runtime.InteropServices;

namespace OpsShell.Shell.Hosting;

/// <summary>
/// The first SIGINT or SIGTERM winds the work down: what runs on the nodes is ended, and what is known is reported. A second
/// one ends the program at once, but not within the first second: <c>timeout</c> and impatient fingers send two.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Func<bool> _windDown;
    private readonly Lock _gate = new();
    private DateTimeOffset? _firstAt;

    /// <summary>Begins to watch.</summary>
    /// <param name="windDown">Begins to end the work; false when there is none, and the signal should end the program.</param>
    public Interrupts(Func<bool> windDown)
    {
        _windDown = windDown;
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle)];
    }

    /// <summary>Ends watching.</summary>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        lock (_gate)
        {
            if (_firstAt is { } first)
            {
                context.Cancel = DateTimeOffset.UtcNow - first < Patience;
                return;
            }
            context.Cancel = _windDown();
            if (context.Cancel)
                _firstAt = DateTimeOffset.UtcNow;
        }
    }
}
