using System.Management.Automation;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>Reaches the engine's CLIXML classes, which are not public.</summary>
internal static class EngineXml
{
    private const BindingFlags AnyInstance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Makes an object of an engine class; what its constructor throws comes out as it is.</summary>
    public static object Create(string type, Type[] parameters, object[] arguments)
    {
        var found = typeof(PSObject).Assembly.GetType($"System.Management.Automation.{type}");
        var constructor = found?.GetConstructor(AnyInstance, parameters)
            ?? throw new MissingMethodException($"This engine has no {type} as CLIXML files need it.");
        return constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }

    /// <summary>A method of an engine object, as a delegate.</summary>
    public static T Method<T>(object target, string name, Type[] parameters)
        where T : Delegate =>
        target.GetType().GetMethod(name, AnyInstance, parameters)?.CreateDelegate<T>(target)
        ?? throw new MissingMethodException($"This engine's {target.GetType().Name} has no {name}.");
}
