using System.Collections;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace OpsShell.Shell.Hosting;

/// <summary>
/// Makers of the engine's variable tables. The engine compiles one for each kind of table when it first needs it, by way of expression
/// trees, and the first expression tree of a process takes 5 ms. It keeps the makers; so those of the two kinds that every start needs
/// are put there ready made. Without the engine's private names there is a slower start and no more.
/// </summary>
internal static class EngineTuples
{
    private const BindingFlags Private = BindingFlags.Static | BindingFlags.NonPublic;

    // The automatic variables come first; behind them stand those of a script's own, in the sample of EngineWarmUp one.
    private const int FirstOfScript = 9;

    /// <summary>Puts them there.</summary>
    /// <returns>Whether the engine has the names.</returns>
    public static bool Provide()
    {
        var engine = typeof(PSObject).Assembly;
        var table = engine.GetType("System.Management.Automation.MutableTuple");
        if (table?.GetField("s_tupleCreators", Private)?.GetValue(null) is not IDictionary makers
            || engine.GetType("System.Management.Automation.Language.Compiler")?.GetField("DottedLocalsTupleType", Private)?.GetValue(null) is not Type automatic)
            return false;
        var variables = automatic.GetGenericArguments();
        if (variables.Length <= FirstOfScript)
            return false;
        variables[FirstOfScript] = typeof(object);
        makers[automatic] = Maker(automatic);
        var withOne = automatic.GetGenericTypeDefinition().MakeGenericType(variables);
        makers[withOne] = Maker(withOne);
        return true;
    }

    private static Delegate Maker(Type table) =>
        typeof(EngineTuples).GetMethod(nameof(Make), Private)!.MakeGenericMethod(table).CreateDelegate(typeof(Func<>).MakeGenericType(table));

    // A table's constructor does nothing, and Activator takes as long as what is saved here.
    private static T Make<T>()
        where T : class => Unsafe.As<T>(RuntimeHelpers.GetUninitializedObject(typeof(T)));
}
