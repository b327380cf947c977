using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace OpsShell.Fleet;

/// <summary>
/// The user's session, seen from a runspace that the engine has made for <c>ForEach-Object -Parallel</c> or a thread job. Such a
/// runspace has no variable of the session, and working on this machine instead of the nodes that the user has chosen would be
/// dangerous. The names are the engine's own, and a test guards them; where they are not, there is no such session.
/// </summary>
internal static class FirstSession
{
    private const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static;

    // The first is what the engine names the runspaces of -Parallel, the second what Start-ThreadJob of opsshell does.
    private static readonly string[] Helpers = ["PSTask:", "ThreadJob"];

    /// <summary>A global variable of the user's session; null when there is none, or the current runspace is the session itself.</summary>
    public static object? Variable(string name)
    {
        if (Runspace.DefaultRunspace is not { } current || !IsHelper(current))
            return null;
        var all = typeof(Runspace).GetProperty("RunspaceList", Hidden)?.GetValue(null) as IEnumerable<Runspace>;
        var first = all?.Where(runspace => !IsHelper(runspace)).MinBy(runspace => runspace.Id);
        var context = first?.GetType().GetProperty("ExecutionContext", Hidden)?.GetValue(first);
        var session = context?.GetType().GetProperty("SessionState", Hidden)?.GetValue(context) as SessionState;
        return session?.PSVariable.GetValue("global:" + name);
    }

    private static bool IsHelper(Runspace runspace) =>
        runspace.Name is { } name && Array.Exists(Helpers, helper => name.StartsWith(helper, StringComparison.Ordinal));
}
