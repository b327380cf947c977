using System.Management.Automation;
using OpsShell.Shell.Editing;

namespace OpsShell.Shell.Interactive.ReadLine;

/// <summary>A command about the editor.</summary>
public abstract class EditorCmdlet : PSCmdlet
{
    /// <summary>The settings of the session's editor; without an editor (a script that runs a profile) those that one would begin with.</summary>
    internal EditorSettings Settings => (Host.PrivateData?.BaseObject as ShellData)?.Editor ?? new EditorSettings(EditorPalette.Plain);

    /// <summary>Tells of what the editor has not; a script that runs a profile has nobody to tell.</summary>
    protected void PassOver(string what)
    {
        if (Host.PrivateData?.BaseObject is ShellData)
            WriteWarning($"opsshell's line editor passes over {what}. Get-Help about_OpsShell_Shell tells what it has.");
    }
}
