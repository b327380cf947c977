using System.Management.Automation.Runspaces;
using OpsShell.Shell.Interactive.ReadLine;

namespace OpsShell.Shell.Hosting;

/// <summary>What every engine of the shell starts with.</summary>
internal static class EngineState
{
#if OWN_STANDARD_CMDLETS
    // Aliases of the engine for cmdlets that exist neither in it nor in the standard modules that come with the shell.
    private static readonly string[] Dangling = ["dbp", "ebp", "gbp", "rbp", "rcsn", "sbp"];
#endif

    /// <summary>The engine's own commands, variables and providers.</summary>
    public static InitialSessionState Create()
    {
        // CreateDefault() wants assemblies that come only with a whole PowerShell.
        var state = InitialSessionState.CreateDefault2();
#if OWN_STANDARD_CMDLETS
        foreach (var alias in Dangling)
            state.Commands.Remove(alias, typeof(SessionStateAliasEntry));
#endif
        state.Commands.Add(EditorCommands.Entries);
        return state;
    }
}
