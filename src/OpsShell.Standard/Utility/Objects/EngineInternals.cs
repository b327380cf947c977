using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>What the object cmdlets need of the engine and it has no public way to: one place, guarded by a test.</summary>
internal static class EngineInternals
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public;

    private static readonly Lazy<ConstructorInfo> s_stopUpstream = new(() =>
        EngineType("System.Management.Automation.StopUpstreamCommandsException").GetConstructor(Hidden, [typeof(InternalCommand)])!);

    private static readonly Lazy<Func<object, bool, PSObject>> s_asPSObject = new(() =>
        typeof(PSObject).GetMethod("AsPSObject", Hidden, [typeof(object), typeof(bool)])!.CreateDelegate<Func<object, bool, PSObject>>());

    private static readonly Lazy<Func<PSMethod, bool>> s_isSpecial = new(() =>
        typeof(PSMethod).GetProperty("IsSpecial", Hidden)!.GetMethod!.CreateDelegate<Func<PSMethod, bool>>());

    /// <summary>The exception by which a cmdlet ends the commands before it in the pipeline.</summary>
    public static Exception StopUpstream(InternalCommand command) => (Exception)s_stopUpstream.Value.Invoke([command]);

    /// <summary>A wrapper of its own around a value: members added to it do not show on the value elsewhere.</summary>
    public static PSObject OwnWrapper(object value) => s_asPSObject.Value(value, true);

    /// <summary>Whether a method is an accessor of a property or event, or an operator.</summary>
    public static bool IsSpecial(PSMethod method) => s_isSpecial.Value(method);

    /// <summary>The members of an object in some views, with the hidden ones when asked for.</summary>
    public static IEnumerable<PSMemberInfo> Members(PSObject target, PSMemberViewTypes views, string name, PSMemberTypes types, bool hidden)
    {
        var entries = typeof(PSObject).GetMethod("GetMemberCollection", Hidden, [typeof(PSMemberViewTypes)])!.Invoke(null, [views])!;
        var collection = EngineType("System.Management.Automation.PSMemberInfoIntegratingCollection`1").MakeGenericType(typeof(PSMemberInfo));
        return Match(Activator.CreateInstance(collection, Hidden, null, [target, entries], null)!, name, types, hidden);
    }

    /// <summary>The static members of a type.</summary>
    public static IEnumerable<PSMemberInfo> StaticMembers(Type type, string name, PSMemberTypes types, bool hidden)
    {
        var adapter = typeof(PSObject).GetProperty("DotNetStaticAdapter", Hidden)?.GetValue(null)
            ?? typeof(PSObject).GetField("DotNetStaticAdapter", Hidden)!.GetValue(null)!;
        var members = adapter.GetType().GetMethods(Hidden).First(m => m is { Name: "BaseGetMembers", IsGenericMethodDefinition: true });
        return Match(members.MakeGenericMethod(typeof(PSMemberInfo)).Invoke(adapter, [type])!, name, types, hidden);
    }

    /// <summary>Whether an object's members come from an adapter other than that of .NET.</summary>
    public static bool HasOwnAdapter(PSObject target) =>
        typeof(PSObject).GetProperty("InternalBaseDotNetAdapter", Hidden)!.GetValue(target) is not null;

    /// <summary>Whether Set-StrictMode of this version or a later one is on where the cmdlet was called.</summary>
    public static bool IsStrict(InternalCommand command, int version)
    {
        var context = Context(command);
        return (bool)context.GetType().GetMethod("IsStrictVersion", Hidden, [typeof(int)])!.Invoke(context, [version])!;
    }

    /// <summary>Calls the constructor that fits best, arguments converted as in [type]::new().</summary>
    public static object Construct(Type type, object?[] arguments)
    {
        var adapter = EngineType("System.Management.Automation.DotNetAdapter");
        var construct = adapter.GetMethod("ConstructorInvokeDotNet", Hidden, [typeof(Type), typeof(ConstructorInfo[]), typeof(object[])])!;
        return construct.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [type, type.GetConstructors(), arguments], null)!;
    }

    private static object Context(InternalCommand command) => typeof(InternalCommand).GetProperty("Context", Hidden)!.GetValue(command)!;

    private static Collection<PSMemberInfo> Match(object collection, string name, PSMemberTypes types, bool hidden)
    {
        var options = EngineType("System.Management.Automation.MshMemberMatchOptions");
        var match = typeof(PSMemberInfoCollection<PSMemberInfo>).GetMethod("Match", Hidden, [typeof(string), typeof(PSMemberTypes), options])!;
        var found = (IEnumerable<PSMemberInfo>)match.Invoke(collection, [name, types, Enum.ToObject(options, hidden ? 1 : 0)])!;
        return [.. found];
    }

    private static Type EngineType(string name) => typeof(PSObject).Assembly.GetType(name, throwOnError: true)!;
}
