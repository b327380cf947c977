using System.Diagnostics;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gets the time since the system was started.</summary>
[Cmdlet(VerbsCommon.Get, "Uptime", DefaultParameterSetName = TimespanSet, HelpUri = "https://go.microsoft.com/fwlink/?linkid=834862")]
[OutputType(typeof(TimeSpan), ParameterSetName = [TimespanSet])]
[OutputType(typeof(DateTime), ParameterSetName = [SinceSet])]
public class GetUptimeCommand : PSCmdlet
{
    private const string TimespanSet = "Timespan";
    private const string SinceSet = "Since";

    /// <summary>The moment of the start instead.</summary>
    [Parameter(ParameterSetName = SinceSet)]
    public SwitchParameter Since { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var uptime = TimeSpan.FromSeconds(Stopwatch.GetTimestamp() / Stopwatch.Frequency);
        if (Since)
            WriteObject(DateTime.Now.Subtract(uptime));
        else
            WriteObject(uptime);
    }
}
