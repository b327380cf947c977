using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>A member to add to a type, as its parts were given on the command line.</summary>
/// <param name="Type">The kind of member.</param>
/// <param name="Name">Its name.</param>
/// <param name="HasValue">Whether a value was given; it may be null.</param>
/// <param name="Value">The value, getter, method or the property that an alias stands for.</param>
/// <param name="SecondValue">The setter, or the type of an alias.</param>
internal sealed record TypeMember(PSMemberTypes Type, string? Name, bool HasValue, object? Value, object? SecondValue)
{
    private bool TakesSecondValue => Type is PSMemberTypes.AliasProperty or PSMemberTypes.ScriptProperty or PSMemberTypes.CodeProperty;

    /// <summary>What is wrong with it: an error id and a text, or null.</summary>
    public (string Id, string Text)? Problem()
    {
        if (string.IsNullOrEmpty(Name))
            return ("MemberNameShouldBeSpecified", $"A {Type} needs a -MemberName.");
        if (!HasValue)
            return ("ValueShouldBeSpecified", $"A {Type} needs a -Value.");
        if (Type == PSMemberTypes.AliasProperty && Value is null or "")
            return ("ValueShouldBeSpecified", $"The -Value of a {Type} is not to be null or empty.");
        if (!TakesSecondValue && SecondValue is not null)
            return ("SecondValueShouldNotBeSpecified", $"A {Type} takes no -SecondValue.");
        if (TakesSecondValue && Value is null && SecondValue is null)
            return ("ValueAndSecondValueAreNotBothNull", $"The -Value and the -SecondValue of a {Type} are not both to be null.");
        return null;
    }

    /// <summary>The member as the engine takes it.</summary>
    public TypeMemberData Build() => Type switch
    {
        PSMemberTypes.NoteProperty => new NotePropertyData(Name!, Value),
        PSMemberTypes.AliasProperty when SecondValue is not null => new AliasPropertyData(Name!, As<string>(Value)!, As<Type>(SecondValue)!),
        PSMemberTypes.AliasProperty => new AliasPropertyData(Name!, As<string>(Value)!),
        PSMemberTypes.ScriptProperty => new ScriptPropertyData(Name!, As<ScriptBlock>(Value), As<ScriptBlock>(SecondValue)),
        PSMemberTypes.CodeProperty => new CodePropertyData(Name!, As<MethodInfo>(Value), As<MethodInfo>(SecondValue)),
        PSMemberTypes.ScriptMethod => new ScriptMethodData(Name!, As<ScriptBlock>(Value)!),
        PSMemberTypes.CodeMethod => new CodeMethodData(Name!, As<MethodInfo>(Value)!),
        _ => throw new PSInvalidOperationException($"A {Type} cannot be added to a type."),
    };

    private static T? As<T>(object? value)
        where T : class =>
        value is null ? null : (T)LanguagePrimitives.ConvertTo(value, typeof(T), CultureInfo.InvariantCulture);
}
