using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Runspaces;
using System.Reflection;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace OpsShell.Shell.Hosting;

/// <summary>What the host needs of the engine's inside, and has no public way to: one place, guarded by a test.</summary>
internal static class EngineContext
{
    private const BindingFlags Internal = BindingFlags.Instance | BindingFlags.NonPublic;

    /// <summary>
    /// Has <c>exit</c> of the next script end the program. Otherwise it ends the script alone and sets <c>$LASTEXITCODE</c>, which
    /// cannot be told from what a native command left there.
    /// </summary>
    /// <param name="runspace">An open runspace.</param>
    public static void EndWithExitOfScript(Runspace runspace)
    {
        var context = Of(runspace);
        (context.GetType().GetProperty("ScriptCommandProcessorShouldRethrowExit", Internal) ?? throw Other()).SetValue(context, true);
    }

    /// <summary>
    /// Whether what is written now, on this thread, was in the output: Out-Default shows a message that <c>4&gt;&amp;1</c> put there
    /// by the same call of the host as one that goes past it.
    /// </summary>
    public static bool IsFormattingOutput =>
        Runspace.DefaultRunspace is { } runspace
        && Of(runspace) is var context && Property(context, "CurrentCommandProcessor")?.GetValue(context) is { } caller
        && Property(caller, "Command")?.GetValue(caller) is FrontEndCommandBase;

    /// <summary>
    /// What to throw so that the command that calls the host, on this thread, takes no more from the commands before it: as
    /// <c>Select-Object -First</c> does, without an error.
    /// </summary>
    public static Exception EndOfCaller()
    {
        var caller = Value(Of(Runspace.DefaultRunspace), "CurrentCommandProcessor");
        var type = typeof(PSObject).Assembly.GetType("System.Management.Automation.StopUpstreamCommandsException");
        var constructor = type?.GetConstructor(Internal | BindingFlags.Public, [typeof(InternalCommand)]) ?? throw Other();
        return (Exception)constructor.Invoke([Value(caller, "Command")]);
    }

    private static object Of(Runspace runspace) => Value(runspace, "ExecutionContext");

    private static object Value(object target, string property) => Property(target, property)?.GetValue(target) ?? throw Other();

    private static PropertyInfo? Property(object target, string name) => target.GetType().GetProperty(name, Internal | BindingFlags.Public);

    private static NotSupportedException Other() => new("this needs the PowerShell engine that OpsShell was built with");
}
