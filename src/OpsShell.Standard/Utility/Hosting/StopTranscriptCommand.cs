using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Ends the transcript that was started last.</summary>
[Cmdlet(VerbsLifecycle.Stop, "Transcript", SupportsShouldProcess = true, HelpUri = "https://go.microsoft.com/fwlink/?LinkID=2096798")]
[OutputType(typeof(string))]
public sealed class StopTranscriptCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (!ShouldProcess("Stop-Transcript"))
            return;
        try
        {
            var file = TranscriptEngine.Stop(Host.UI);
            var stopped = new PSObject($"Transcript stopped, output file is {file}");
            stopped.Properties.Add(new PSNoteProperty("Path", file));
            WriteObject(stopped);
        }
        catch (Exception error) when (error is InvalidOperationException or IOException)
        {
            ThrowTerminatingError(new ErrorRecord(
                new PSInvalidOperationException($"An error occurred stopping transcription: {error.Message}", error),
                "InvalidOperation", ErrorCategory.InvalidOperation, null));
        }
    }
}
