using System.Management.Automation;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// The session's variables and aliases by scope. The engine's public way knows the current scope alone; this is the one place
/// that uses
/// the other, guarded by a test.
/// </summary>
internal sealed class SessionTables(PSCmdlet cmdlet)
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    private static readonly PropertyInfo s_internal = typeof(SessionState).GetProperty("Internal", Hidden)!;
    private static readonly MethodInfo s_setOptions = typeof(PSVariable).GetMethod("SetOptions", Hidden,
        [typeof(ScopedItemOptions), typeof(bool)])!;

    private readonly object _tables = s_internal.GetValue(cmdlet.SessionState)!;

    public IDictionary<string, PSVariable> Variables(string? scope) => (IDictionary<string, PSVariable>)(scope is null
        ? Call("GetVariableTable", [])
        : Call("GetVariableTableAtScope", [typeof(string)], scope))!;

    public PSVariable? Variable(string name, string? scope) => (PSVariable?)(scope is null
        ? Call("GetVariable", [typeof(string), typeof(CommandOrigin)], name, cmdlet.CommandOrigin)
        : Call("GetVariableAtScope", [typeof(string), typeof(string)], name, scope));

    public PSVariable? Set(PSVariable variable, string? scope, bool force) => (PSVariable?)(scope is null
        ? Call("SetVariable", [typeof(PSVariable), typeof(bool), typeof(CommandOrigin)], variable, force, cmdlet.CommandOrigin)
        : Call("SetVariableAtScope", [typeof(PSVariable), typeof(string), typeof(bool), typeof(CommandOrigin)], variable, scope,
            force, cmdlet.CommandOrigin));

    public PSVariable? Create(PSVariable variable, string? scope, bool force) => (PSVariable?)(scope is null
        ? Call("NewVariable", [typeof(PSVariable), typeof(bool)], variable, force)
        : Call("NewVariableAtScope", [typeof(PSVariable), typeof(string), typeof(bool)], variable, scope, force));

    public void Remove(PSVariable variable, string? scope, bool force)
    {
        if (scope is null)
            Call("RemoveVariable", [typeof(PSVariable), typeof(bool)], variable, force);
        else
            Call("RemoveVariableAtScope", [typeof(PSVariable), typeof(string), typeof(bool)], variable, scope, force);
    }

    /// <summary>Sets the options of a variable, even of one that is read-only.</summary>
    public static void SetOptions(PSVariable variable, ScopedItemOptions options) =>
        s_setOptions.Invoke(variable, BindingFlags.DoNotWrapExceptions, null, [options, true], null);

    public IDictionary<string, AliasInfo> Aliases(string? scope) => (IDictionary<string, AliasInfo>)(scope is null
        ? Call("GetAliasTable", [])
        : Call("GetAliasTableAtScope", [typeof(string)], scope))!;

    public AliasInfo? Alias(string name, string? scope) => (AliasInfo?)(scope is null
        ? Call("GetAlias", [typeof(string)], name)
        : Call("GetAliasAtScope", [typeof(string), typeof(string)], name, scope));

    public AliasInfo NewAlias(string name, string definition, ScopedItemOptions options)
    {
        var context = typeof(Cmdlet).BaseType!.GetProperty("Context", Hidden)!.GetValue(cmdlet);
        var constructor = typeof(AliasInfo).GetConstructors(Hidden).First(c =>
            c.GetParameters() is [_, _, _, { ParameterType: var last }]
            && last == typeof(ScopedItemOptions));
        return (AliasInfo)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [name, definition, context, options], null);
    }

    public AliasInfo SetAlias(AliasInfo alias, string? scope, bool force) => (AliasInfo)(scope is null
        ? Call("SetAliasItem", [typeof(AliasInfo), typeof(bool), typeof(CommandOrigin)], alias, force, cmdlet.CommandOrigin)
        : Call("SetAliasItemAtScope", [typeof(AliasInfo), typeof(string), typeof(bool), typeof(CommandOrigin)], alias, scope,
            force, cmdlet.CommandOrigin))!;

    public void RemoveAlias(string name, string? scope, bool force)
    {
        if (scope is null)
        {
            Call("RemoveAlias", [typeof(string), typeof(bool)], name, force);
            return;
        }
        // Of one scope alone it can be taken by the scope itself.
        var found = _tables.GetType().GetMethod("GetScopeByID", Hidden, [typeof(string)])!.Invoke(_tables,
            BindingFlags.DoNotWrapExceptions, null, [scope], null)!;
        found.GetType().GetMethod("RemoveAlias", Hidden, [typeof(string), typeof(bool)])!
            .Invoke(found, BindingFlags.DoNotWrapExceptions, null, [name, force], null);
    }

    private object? Call(string method, Type[] signature, params object?[] arguments) =>
        _tables.GetType().GetMethod(method, Hidden, signature)!.Invoke(_tables, BindingFlags.DoNotWrapExceptions, null, arguments,
            null);
}
