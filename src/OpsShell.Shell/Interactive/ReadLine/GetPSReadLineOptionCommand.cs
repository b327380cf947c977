using System.Management.Automation;

namespace OpsShell.Shell.Interactive.ReadLine;

/// <summary>Gets the options of the line editor.</summary>
[Cmdlet(VerbsCommon.Get, "PSReadLineOption"), OutputType(typeof(PSReadLineOption))]
public sealed class GetPSReadLineOptionCommand : EditorCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var settings = Settings;
        WriteObject(new PSReadLineOption(
            "Emacs", "None", HistoryFile.OfUser().Path, settings.SavesHistory ? "SaveIncrementally" : "SaveNothing",
            settings.MaximumHistoryCount, settings.Suggests ? "History" : "None", "InlineView"));
    }
}
