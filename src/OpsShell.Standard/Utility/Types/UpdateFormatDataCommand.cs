using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Microsoft.PowerShell.Commands;

/// <summary>Reads views (how objects are shown) from .format.ps1xml files into the session; without a file, reads those it has again.</summary>
[Cmdlet(VerbsData.Update, "FormatData", SupportsShouldProcess = true, DefaultParameterSetName = FileParameterSet,
    HelpUri = "https://go.microsoft.com/fwlink/?LinkID=2097135")]
public class UpdateFormatDataCommand : UpdateData
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var engine = new TypeEngine(this);
        if (Arrange(engine.State.Formats, entry => entry.FileName, file => new SessionStateFormatEntry(file), "Format") is not { } arranged)
            return;
        try
        {
            engine.ReplaceFormats(arranged);
        }
        catch (RuntimeException error)
        {
            WriteError(new ErrorRecord(error, "FormatXmlUpdateException", ErrorCategory.InvalidOperation, null));
        }
    }
}
