using System.Management.Automation.Runspaces;

namespace OpsShell.Shell.Interactive.ReadLine;

/// <summary>The commands of PSReadLine that profiles call; what they set is taken over as far as this editor has it.</summary>
internal static class EditorCommands
{
    /// <summary>The commands, for a new session.</summary>
    public static IEnumerable<SessionStateCommandEntry> Entries =>
    [
        new SessionStateCmdletEntry("Get-PSReadLineOption", typeof(GetPSReadLineOptionCommand), helpFileName: null),
        new SessionStateCmdletEntry("Set-PSReadLineOption", typeof(SetPSReadLineOptionCommand), helpFileName: null),
        new SessionStateCmdletEntry("Set-PSReadLineKeyHandler", typeof(SetPSReadLineKeyHandlerCommand), helpFileName: null),
    ];
}
