using System.Diagnostics;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Waits for an event. The event stays in the queue. Ctrl-C ends the wait.</summary>
[Cmdlet(VerbsLifecycle.Wait, "Event")]
[OutputType(typeof(PSEventArgs))]
public class WaitEventCommand : PSCmdlet, IDisposable
{
    // The engine raises queued events between two waits, so no wait is long.
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(200);

    private readonly AutoResetEvent _received = new(initialState: false);
    private WildcardPattern? _pattern;
    private volatile PSEventArgs? _found;
    private volatile bool _stopped;

    /// <summary>The source of the event; wildcards are allowed. Default: any.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string? SourceIdentifier { get; set; }

    /// <summary>How long to wait, in seconds; -1 is without end.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [ValidateRange(-1, int.MaxValue)]
    public int Timeout { get; set; } = -1;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _pattern = SourceIdentifier is null ? null : WildcardPattern.Get(SourceIdentifier, WildcardOptions.IgnoreCase);
        Events.ReceivedEvents.PSEventReceived += OnReceived;
        try
        {
            LookThrough();
            Wait();
        }
        finally
        {
            Events.ReceivedEvents.PSEventReceived -= OnReceived;
        }
        if (_found is { } found)
            WriteObject(found);
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        _stopped = true;
        _received.Set();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _received.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Wait()
    {
        var watch = Stopwatch.StartNew();
        while (_found is null && !_stopped)
        {
            var left = Timeout < 0 ? s_step : TimeSpan.FromSeconds(Timeout) - watch.Elapsed;
            if (left <= TimeSpan.Zero)
                return;
            _received.WaitOne(left < s_step ? left : s_step);
            EngineInternals.RunPendingEvents(Events);
            LookThrough();
        }
    }

    private void OnReceived(object? sender, PSEventArgs args)
    {
        if (_pattern?.IsMatch(args.SourceIdentifier) == false)
            return;
        _found ??= args;
        _received.Set();
    }

    private void LookThrough()
    {
        lock (Events.ReceivedEvents.SyncRoot)
        {
            foreach (var one in Events.ReceivedEvents)
            {
                if (_found is null && _pattern?.IsMatch(one.SourceIdentifier) != false)
                    _found = one;
            }
        }
    }
}
