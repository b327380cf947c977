using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>What the object cmdlets need of the engine and it has no public way to: one place, guarded by a test.</summary>
internal static class EngineInternals
{
    private const BindingFlags Hidden =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public;

    private static readonly Lazy<ConstructorInfo> s_stopUpstream = new(() =>
        EngineType("System.Management.Automation.StopUpstreamCommandsException").GetConstructor(Hidden,
            [typeof(InternalCommand)])!);

    private static readonly Lazy<Func<object, bool, PSObject>> s_asPSObject = new(() =>
        typeof(PSObject).GetMethod("AsPSObject", Hidden,
            [typeof(object), typeof(bool)])!.CreateDelegate<Func<object, bool, PSObject>>());

    private static readonly Lazy<Func<PSMethod, bool>> s_isSpecial = new(() =>
        typeof(PSMethod).GetProperty("IsSpecial", Hidden)!.GetMethod!.CreateDelegate<Func<PSMethod, bool>>());

    private static readonly Lazy<MethodInfo> s_invokeUsingCmdlet = new(() =>
        typeof(ScriptBlock).GetMethods(Hidden).First(m => m.Name == "InvokeUsingCmdlet"));

    private static readonly Lazy<MethodInfo> s_invokeWithPipe = new(() =>
        typeof(ScriptBlock).GetMethods(Hidden).First(m => m.Name == "InvokeWithPipe"));

    /// <summary>The exception by which a cmdlet ends the commands before it in the pipeline.</summary>
    public static Exception StopUpstream(InternalCommand command) => (Exception)s_stopUpstream.Value.Invoke([command]);

    /// <summary>A wrapper of its own around a value: members added to it do not show on the value elsewhere.</summary>
    public static PSObject OwnWrapper(object value) => s_asPSObject.Value(value, true);

    /// <summary>
    /// A failed validation that, in binding by position, means no more than that the argument is for another parameter.
    /// </summary>
    public static Exception QuietValidation(string message) =>
        (Exception)typeof(ValidationMetadataException).GetConstructor(Hidden,
            [typeof(string), typeof(bool)])!.Invoke([message, true]);

    /// <summary>Whether a method is an accessor of a property or event, or an operator.</summary>
    public static bool IsSpecial(PSMethod method) => s_isSpecial.Value(method);

    /// <summary>The members of an object in some views, with the hidden ones when asked for.</summary>
    public static IEnumerable<PSMemberInfo> Members(PSObject target, PSMemberViewTypes views, string name, PSMemberTypes types,
        bool hidden)
    {
        var entries = typeof(PSObject).GetMethod("GetMemberCollection", Hidden, [typeof(PSMemberViewTypes)])!.Invoke(null,
            [views])!;
        var open = EngineType("System.Management.Automation.PSMemberInfoIntegratingCollection`1");
        var members = Activator.CreateInstance(open.MakeGenericType(typeof(PSMemberInfo)), Hidden, null, [target, entries],
            null)!;
        return Match(members, name, types, hidden);
    }

    /// <summary>The static members of a type.</summary>
    public static IEnumerable<PSMemberInfo> StaticMembers(Type type, string name, PSMemberTypes types, bool hidden)
    {
        var adapter = typeof(PSObject).GetProperty("DotNetStaticAdapter", Hidden)?.GetValue(null)
            ?? typeof(PSObject).GetField("DotNetStaticAdapter", Hidden)!.GetValue(null)!;
        var members = adapter.GetType().GetMethods(Hidden).First(m =>
            m is { Name: "BaseGetMembers", IsGenericMethodDefinition: true });
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
        var construct = adapter.GetMethod("ConstructorInvokeDotNet", Hidden,
            [typeof(Type), typeof(ConstructorInfo[]), typeof(object[])])!;
        return construct.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [type, type.GetConstructors(), arguments], null)!;
    }

    /// <summary>Runs a script in the current scope; what it writes is written by the cmdlet, as it comes.</summary>
    public static void InvokeInto(Cmdlet cmdlet, ScriptBlock script)
    {
        var invoke = s_invokeUsingCmdlet.Value;
        invoke.Invoke(script, BindingFlags.DoNotWrapExceptions, null,
            [cmdlet, false, ErrorsAsTheyCome(invoke.GetParameters()[2]), AutomationNull.Value, Array.Empty<object>(),
                AutomationNull.Value, Array.Empty<object>()],
            null);
    }

    /// <summary>Runs a script in the current scope with $_ set; what it writes is dropped.</summary>
    public static void InvokeForEffect(ScriptBlock script, object? current)
    {
        var pipe = Activator.CreateInstance(EngineType("System.Management.Automation.Internal.Pipe"), nonPublic: true)!;
        pipe.GetType().GetProperty("NullPipe", Hidden)!.SetValue(pipe, true);
        var invoke = s_invokeWithPipe.Value;
        invoke.Invoke(script, BindingFlags.DoNotWrapExceptions, null,
            [false, ErrorsAsTheyCome(invoke.GetParameters()[1]), current, Array.Empty<object>(), AutomationNull.Value, pipe, null,
                false, null, null, Array.Empty<object>()],
            null);
    }

    /// <summary>Runs the actions of events that have come while this thread was busy.</summary>
    public static void RunPendingEvents(PSEventManager events) =>
        events.GetType().GetMethod("ProcessPendingActions", Hidden, Type.EmptyTypes)?.Invoke(events,
            BindingFlags.DoNotWrapExceptions, null, null, null);

    private static object ErrorsAsTheyCome(ParameterInfo handling) =>
        Enum.Parse(handling.ParameterType, "WriteToCurrentErrorPipe");

    private static object Context(InternalCommand command) =>
        typeof(InternalCommand).GetProperty("Context", Hidden)!.GetValue(command)!;

    private static Collection<PSMemberInfo> Match(object collection, string name, PSMemberTypes types, bool hidden)
    {
        var options = EngineType("System.Management.Automation.MshMemberMatchOptions");
        var match = typeof(PSMemberInfoCollection<PSMemberInfo>).GetMethod("Match", Hidden,
            [typeof(string), typeof(PSMemberTypes), options])!;
        var found = (IEnumerable<PSMemberInfo>)match.Invoke(collection, [name, types, Enum.ToObject(options, hidden ? 1 : 0)])!;
        return [.. found];
    }

    private static Type EngineType(string name) => typeof(PSObject).Assembly.GetType(name, throwOnError: true)!;
}
