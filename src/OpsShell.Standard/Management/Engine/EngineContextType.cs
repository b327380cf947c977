// The context of a provider call is an internal class of the engine; a cmdlet holds it as an object.
global using EngineContext = object;

namespace Microsoft.PowerShell.Commands;

/// <summary>The engine's class of contexts: what carries a cmdlet's filters, switches and dynamic parameters to a
/// provider.</summary>
internal static class EngineContextType
{
    /// <summary>Its name, for the accessors.</summary>
    public const string Name = "System.Management.Automation.CmdletProviderContext, System.Management.Automation";
}
