using System.Globalization;
using System.Runtime.InteropServices;

namespace OpsShell.Shell.Hosting;

/// <summary>
/// The first SIGINT, SIGTERM or SIGHUP winds the work down: what runs on the nodes is ended, and what is known is reported. A
/// second one ends the program at once, but not within the first second: <c>timeout</c> and impatient fingers send two. After a
/// SIGTERM or SIGHUP the program ends within ten seconds also where a pipeline does not stop: nobody may be there to ask again.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(10);
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Func<PosixSignal, bool> _windDown;
    private readonly Lock _gate = new();
    private DateTimeOffset? _firstAt;

    /// <summary>Begins to watch.</summary>
    /// <param name="windDown">Begins to end the work; false when there is none, and the signal should end the program.</param>
    public Interrupts(Func<PosixSignal, bool> windDown)
    {
        _windDown = windDown;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
            .. HangUpIsIgnored() ? [] : (PosixSignalRegistration[])[PosixSignalRegistration.Create(PosixSignal.SIGHUP, Handle)],
        ];
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
            context.Cancel = _windDown(context.Signal);
            if (!context.Cancel)
                return;
            _firstAt = DateTimeOffset.UtcNow;
            if (context.Signal != PosixSignal.SIGINT)
                EndLater(context.Signal);
        }
    }

    private static void EndLater(PosixSignal signal)
    {
        void End()
        {
            Thread.Sleep(LongestEnd);
            Environment.Exit(CommandLine.ExitCode.Ended(signal));
        }
        new Thread(End, 128 << 10) { IsBackground = true, Name = "end" }.Start();
    }

    /// <summary>Whether it was started by <c>nohup</c>: watching for the signal would undo that.</summary>
    private static bool HangUpIsIgnored()
    {
        const string Field = "SigIgn:";
        var ignored = File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(Field, StringComparison.Ordinal));
        return ulong.TryParse(ignored.AsSpan(Field.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var signals) && (signals & 1) != 0;
    }
}
