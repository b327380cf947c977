using System.Collections;
using System.Management.Automation;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>Makes public view definitions of those in the engine's database. A test tells when the engine changes them.</summary>
internal static class ViewReader
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    /// <summary>The views of the types whose name fits, one definition for each set of types.</summary>
    /// <param name="database">The engine's database.</param>
    /// <param name="fits">Whether a type is asked for.</param>
    public static IEnumerable<ExtendedTypeDefinition> Read(object database, Func<string, bool> fits)
    {
        var groups = Groups(database);
        var definitions = new Dictionary<string, ExtendedTypeDefinition>(StringComparer.OrdinalIgnoreCase);
        foreach (var view in Items(Get(Get(database, "viewDefinitionsSection"), "viewDefinitionList")))
        {
            var names = TypeNames(view, groups).ToList();
            if (Get(view, "isHelpFormatter") is true || !names.Exists(name => fits(name)))
                continue;
            var key = string.Join('\n', names);
            if (!definitions.TryGetValue(key, out var definition))
            {
                definition = new ExtendedTypeDefinition(names[0]);
                definition.TypeNames.AddRange(names.Skip(1));
                definitions.Add(key, definition);
            }
            definition.FormatViewDefinition.Add(Definition(view));
        }
        return definitions.Values;
    }

    private static Dictionary<string, List<string>> Groups(object database)
    {
        var groups = new Dictionary<string, List<string>>();
        foreach (var group in Items(Get(Get(database, "typeGroupSection"), "typeGroupDefinitionList")))
            groups.TryAdd((string)Get(group, "name")!, [.. Items(Get(group, "typeReferenceList")).Select(type => (string)Get(type, "name")!)]);
        return groups;
    }

    private static IEnumerable<string> TypeNames(object view, Dictionary<string, List<string>> groups)
    {
        foreach (var reference in Items(Get(Get(view, "appliesTo"), "referenceList")))
        {
            var name = (string)Get(reference, "name")!;
            if (reference.GetType().Name != "TypeGroupReference")
                yield return name;
            else if (groups.TryGetValue(name, out var types))
            {
                foreach (var type in types)
                    yield return type;
            }
        }
    }

    private static FormatViewDefinition Definition(object view)
    {
        var body = Get(view, "mainControl")!;
        var control = body.GetType().Name switch
        {
            "TableControlBody" => typeof(TableControl),
            "ListControlBody" => typeof(ListControl),
            "WideControlBody" => typeof(WideControl),
            _ => typeof(CustomControl),
        };
        return (FormatViewDefinition)New(typeof(FormatViewDefinition), Get(view, "name"), New(control, body, view), Get(view, "InstanceId"));
    }

    private static object New(Type type, params object?[] arguments) =>
        Activator.CreateInstance(type, Members | BindingFlags.DoNotWrapExceptions, null, arguments, null)!;

    private static IEnumerable<object> Items(object? list) => ((IEnumerable)list!).Cast<object>();

    private static object? Get(object? target, string name)
    {
        for (var type = target!.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetField(name, Members | BindingFlags.DeclaredOnly) is { } field)
                return field.GetValue(target);
            if (type.GetProperty(name, Members | BindingFlags.DeclaredOnly) is { } property)
                return property.GetValue(target);
        }
        throw new MissingMemberException($"The views of this PowerShell engine are not those known: {target.GetType().Name}.{name}.");
    }
}
