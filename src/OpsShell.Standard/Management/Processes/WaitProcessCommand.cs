using System.Diagnostics;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Waits until processes have ended.</summary>
[Cmdlet(VerbsLifecycle.Wait, "Process", DefaultParameterSetName = "Name")]
[OutputType(typeof(Process))]
public sealed class WaitProcessCommand : ProcessBaseCommand, IDisposable
{
    private readonly List<Process> _waited = [];
    private readonly CancellationTokenSource _stop = new();

    /// <summary>The process ids.</summary>
    [Parameter(Position = 0, ParameterSetName = "Id", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PID", "ProcessId")]
    [ValidateNotNullOrEmpty]
    public int[] Id
    {
        get => Ids ?? [];
        set
        {
            Mode = Match.ById;
            Ids = value;
        }
    }

    /// <summary>The names; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = "Name", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ProcessName")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Name
    {
        get => Names ?? [];
        set
        {
            Mode = Match.ByName;
            Names = value;
        }
    }

    /// <summary>The processes themselves.</summary>
    [Parameter(ParameterSetName = "InputObject", Mandatory = true, ValueFromPipeline = true)]
    public override Process[]? InputObject
    {
        get => base.InputObject;
        set
        {
            Mode = Match.ByInput;
            base.InputObject = value;
        }
    }

    /// <summary>The longest time to wait, in seconds; without end without it.</summary>
    [Parameter(Position = 1)]
    [Alias("TimeoutSec")]
    [ValidateRange(0, 32767)]
    [ValidateNotNullOrEmpty]
    public int Timeout { get; set; } = -1;

    /// <summary>Waits for one of the processes only.</summary>
    [Parameter]
    public SwitchParameter Any { get; set; }

    /// <summary>Writes the processes.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var process in MatchingProcesses())
        {
            if (process.Id == Environment.ProcessId)
            {
                WriteError(
                    $"The Wait-Process cmdlet cannot wait for the process \"{Describe(process)}\": it is the one that waits.",
                    "WaitOnItself", ErrorCategory.CloseError, process, NameOf(process));
                continue;
            }
            _waited.Add(process);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        WaitForAll();
        if (PassThru)
            WriteObject(_waited, enumerateCollection: true);
        if (Stopping || (Any && _waited.Any(HasExited)))
            return;
        foreach (var process in _waited.Where(process => !HasExited(process)))
        {
            WriteError(
                $"This command stopped operation because process \"{Describe(process)}\" is not stopped in the specified "
                + "time-out.", "ProcessNotTerminated", ErrorCategory.CloseError, process, NameOf(process));
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Lets go of the timer.</summary>
    public void Dispose() => _stop.Dispose();

    private void WaitForAll()
    {
        if (_waited.Count == 0)
            return;
        if (Timeout >= 0)
            _stop.CancelAfter(TimeSpan.FromSeconds(Timeout));
        var ends = _waited.Select(process => process.WaitForExitAsync(_stop.Token));
        try
        {
            (Any ? Task.WhenAny(ends).Unwrap() : Task.WhenAll(ends)).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // The time is over; the caller looks at what has not ended.
        }
    }
}
