using System.Management.Automation;

namespace OpsShell.Fleet;

/// <summary>What PowerShell calls when the module is removed.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <summary>Closes the warm connections.</summary>
    /// <param name="psModuleInfo">The module that goes.</param>
    public void OnRemove(PSModuleInfo psModuleInfo) => NodeConnections.CloseAll();
}
