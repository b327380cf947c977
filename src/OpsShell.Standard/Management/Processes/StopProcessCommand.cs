using System.Diagnostics;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Kills processes. They get no chance to clean up.</summary>
[Cmdlet(VerbsLifecycle.Stop, "Process", DefaultParameterSetName = "Id", SupportsShouldProcess = true)]
[OutputType(typeof(Process))]
public sealed class StopProcessCommand : ProcessBaseCommand
{
    private Process? _self;

    /// <summary>The process ids.</summary>
    [Parameter(Position = 0, ParameterSetName = "Id", Mandatory = true, ValueFromPipelineByPropertyName = true)]
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
    [Parameter(ParameterSetName = "Name", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ProcessName")]
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
    [Parameter(Position = 0, ParameterSetName = "InputObject", Mandatory = true, ValueFromPipeline = true)]
    public override Process[]? InputObject
    {
        get => base.InputObject;
        set
        {
            Mode = Match.ByInput;
            base.InputObject = value;
        }
    }

    /// <summary>Writes the processes that were stopped.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Stops without asking about processes of other users.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var process in MatchingProcesses())
        {
            if (ShouldProcess(Describe(process)))
                Stop(process);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_self is not null)
            Kill(_self);
    }

    private void Stop(Process process)
    {
        // Whoever asks to stop this very process wants the others stopped first.
        if (process.Id == Environment.ProcessId)
            _self = process;
        else
            Kill(process);
        if (PassThru)
            WriteObject(process);
    }

    private void Kill(Process process)
    {
        try
        {
            if (!HasExited(process))
                process.Kill();
        }
        catch (Exception e) when (IsGone(e))
        {
            if (HasExited(process))
                return;
            WriteError(
                $"Cannot stop process \"{Describe(process)}\" because of the following error: {e.Message}", "CouldNotStopProcess",
                ErrorCategory.CloseError, process, NameOf(process), e);
        }
    }
}
