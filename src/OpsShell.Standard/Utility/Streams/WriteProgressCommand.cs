using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Shows how far a command is.</summary>
[Cmdlet(VerbsCommunications.Write, "Progress", HelpUri = "https://go.microsoft.com/fwlink/?LinkID=2097036",
    RemotingCapability = RemotingCapability.None)]
public sealed class WriteProgressCommand : PSCmdlet
{
    /// <summary>What is being done.</summary>
    [Parameter(Position = 0)]
    public string? Activity { get; set; }

    /// <summary>What is being done at the moment.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Status { get; set; } = "Processing";

    /// <summary>Tells activities that run at the same time apart.</summary>
    [Parameter(Position = 2)]
    [ValidateRange(0, int.MaxValue)]
    public int Id { get; set; }

    /// <summary>How far it is, from 0 to 100; -1 when that is not known.</summary>
    [Parameter]
    [ValidateRange(-1, 100)]
    public int PercentComplete { get; set; } = -1;

    /// <summary>Seconds that remain; -1 when that is not known.</summary>
    [Parameter]
    public int SecondsRemaining { get; set; } = -1;

    /// <summary>The object being worked on.</summary>
    [Parameter]
    public string? CurrentOperation { get; set; }

    /// <summary>The activity of which this one is a part; -1 for none.</summary>
    [Parameter]
    [ValidateRange(-1, int.MaxValue)]
    public int ParentId { get; set; } = -1;

    /// <summary>The activity is over; its line goes away.</summary>
    [Parameter]
    public SwitchParameter Completed { get; set; }

    /// <summary>A number for where the record comes from.</summary>
    [Parameter]
    public int SourceId { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (string.IsNullOrEmpty(Activity) && !Completed)
            ThrowTerminatingError(new ErrorRecord(
                new ArgumentException("Missing value for mandatory parameter.", nameof(Activity)), "MissingActivity",
                ErrorCategory.InvalidArgument, Activity));
        var record = new ProgressRecord(Id)
        {
            ParentActivityId = ParentId,
            PercentComplete = PercentComplete,
            SecondsRemaining = SecondsRemaining,
            CurrentOperation = CurrentOperation,
            RecordType = Completed ? ProgressRecordType.Completed : ProgressRecordType.Processing,
        };
        if (!string.IsNullOrEmpty(Activity))
        {
            record.Activity = Activity;
            record.StatusDescription = Status;
        }
        CommandRuntime.WriteProgress(SourceId, record);
    }
}
