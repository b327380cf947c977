using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace Microsoft.PowerShell.Commands;

/// <summary>Calls by provider and provider path, for a path that has been resolved: it is not read for wildcards again.</summary>
internal static class SessionCalls
{
    private const string SessionStateInternal = "System.Management.Automation.SessionStateInternal, System.Management.Automation";

    public static bool HasChildItems(this SessionState session, string providerId, string path, EngineContext context) =>
        HasChildItemsIn(InternalOf(session), providerId, path, context);

    public static void RemoveItem(
        this SessionState session, string providerId, string path, bool recurse, EngineContext context) =>
        RemoveItemIn(InternalOf(session), providerId, path, recurse, context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Internal")]
    [return: UnsafeAccessorType(SessionStateInternal)]
    private static extern object InternalOf(SessionState session);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "HasChildItems")]
    private static extern bool HasChildItemsIn([UnsafeAccessorType(SessionStateInternal)] object session, string providerId,
        string path, [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "RemoveItem")]
    private static extern void RemoveItemIn([UnsafeAccessorType(SessionStateInternal)] object session, string providerId,
        string path, bool recurse, [UnsafeAccessorType(EngineContextType.Name)] EngineContext context);
}
