using System.Diagnostics;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Measures how long a script block takes. What it writes is dropped.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "Command", RemotingCapability = RemotingCapability.None)]
[OutputType(typeof(TimeSpan))]
public sealed class MeasureCommandCommand : PSCmdlet
{
    private readonly Stopwatch _watch = new();

    /// <summary>The objects for which the script block runs, each as $_.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The script block. It runs in the current scope.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    public ScriptBlock Expression { get; set; } = null!;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        _watch.Start();
        try
        {
            EngineInternals.InvokeForEffect(Expression, InputObject);
        }
        finally
        {
            _watch.Stop();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(_watch.Elapsed);
}
