using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Makes a span of time: between two dates, or of parts.</summary>
[Cmdlet(VerbsCommon.New, "TimeSpan", DefaultParameterSetName = "Date")]
[OutputType(typeof(TimeSpan))]
public sealed class NewTimeSpanCommand : PSCmdlet
{
    private DateTime? _start;
    private DateTime? _end;

    /// <summary>Where the span starts. Default: now.</summary>
    [Parameter(ParameterSetName = "Date", Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("LastWriteTime")]
    public DateTime Start
    {
        get => _start ?? default;
        set => _start = value;
    }

    /// <summary>Where the span ends. Default: now.</summary>
    [Parameter(ParameterSetName = "Date", Position = 1, ValueFromPipelineByPropertyName = true)]
    public DateTime End
    {
        get => _end ?? default;
        set => _end = value;
    }

    /// <summary>Days of the span.</summary>
    [Parameter(ParameterSetName = "Time")]
    public int Days { get; set; }

    /// <summary>Hours of the span.</summary>
    [Parameter(ParameterSetName = "Time")]
    public int Hours { get; set; }

    /// <summary>Minutes of the span.</summary>
    [Parameter(ParameterSetName = "Time")]
    public int Minutes { get; set; }

    /// <summary>Seconds of the span.</summary>
    [Parameter(ParameterSetName = "Time")]
    public int Seconds { get; set; }

    /// <summary>Milliseconds of the span.</summary>
    [Parameter(ParameterSetName = "Time")]
    public int Milliseconds { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "Time")
        {
            WriteObject(new TimeSpan(Days, Hours, Minutes, Seconds, Milliseconds));
            return;
        }
        // One now for both, so that without any date the span is nothing.
        var now = DateTime.Now;
        WriteObject((_end ?? now) - (_start ?? now));
    }
}
