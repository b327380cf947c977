using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Makes an empty file in the folder for temporary files.</summary>
[Cmdlet(VerbsCommon.New, "TemporaryFile", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FileInfo))]
public class NewTemporaryFileCommand : Cmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var folder = Path.GetTempPath();
        if (!ShouldProcess(folder))
            return;
        try
        {
            WriteObject(new FileInfo(Path.GetTempFileName()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(new ErrorRecord(e, "NewTemporaryFileWriteError", ErrorCategory.WriteError, folder));
        }
    }
}
