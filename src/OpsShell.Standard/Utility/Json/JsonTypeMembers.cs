using System.Reflection;
using Newtonsoft.Json;

namespace Microsoft.PowerShell.Commands;

/// <summary>The public fields and properties of a .NET type, in the order of its declaration, and how each is read.</summary>
internal sealed record JsonTypeMembers(IReadOnlyList<(string Name, Func<object, object?> Read)> Readers)
{
    /// <summary>Those of a type; what its author marked with JsonIgnore stays out.</summary>
    public static JsonTypeMembers Of(Type type)
    {
        const BindingFlags OfInstance = BindingFlags.Public | BindingFlags.Instance;
        var readers = new List<(string, Func<object, object?>)>();
        foreach (var field in type.GetFields(OfInstance).Where(IsWanted))
            readers.Add((field.Name, field.GetValue));
        foreach (var property in type.GetProperties(OfInstance).Where(IsWanted))
        {
            if (property.GetGetMethod() is { } getter && getter.GetParameters().Length == 0)
                readers.Add((property.Name, target => getter.Invoke(target, null)));
        }
        return new(readers);
    }

    private static bool IsWanted(MemberInfo member) => !member.IsDefined(typeof(JsonIgnoreAttribute), inherit: true);
}
