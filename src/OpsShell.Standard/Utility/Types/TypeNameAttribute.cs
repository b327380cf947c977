using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Microsoft.PowerShell.Commands;

/// <summary>Takes the name of a type, a type, type data or any object, whose type is meant then.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TypeNameAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null => null,
            Type type => type.FullName,
            TypeData data => data.TypeName,
            string name => FullName(name),
            var value => value.GetType().FullName,
        };

    /// <summary>The full name of a type given by a short one (int, regex); other names as they are.</summary>
    public static string FullName(string name) =>
        LanguagePrimitives.TryConvertTo(name, out Type type) && type is not null ? type.FullName! : name;
}
