using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>Creates an object of a .NET type.</summary>
[Cmdlet(VerbsCommon.New, "Object", DefaultParameterSetName = "Net")]
public sealed class NewObjectCommand : PSCmdlet
{
    private static readonly Type[] s_coreTypes =
    [
        typeof(object), typeof(string), typeof(decimal), typeof(DateTime), typeof(TimeSpan), typeof(Guid), typeof(Uri),
        typeof(Version), typeof(Hashtable), typeof(PSObject), typeof(PSCredential),
    ];

    /// <summary>The type's name, as between square brackets; 'System.' may be left out.</summary>
    [Parameter(ParameterSetName = "Net", Mandatory = true, Position = 0)]
    public string TypeName { get; set; } = "";

    /// <summary>The arguments of the constructor.</summary>
    [Parameter(ParameterSetName = "Net", Position = 1)]
    [Alias("Args")]
    public object?[]? ArgumentList { get; set; }

    /// <summary>Properties to set, or methods to call, with their values. On a PSObject they are added.</summary>
    [Parameter]
    public IDictionary? Property { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var type = FindType();
        if (type.IsByRefLike)
        {
            Fail(new PSInvalidOperationException($"Cannot create an instance of the type {type}; it can live on the stack only."),
                "CannotInstantiateBoxedByRefLikeType", ErrorCategory.InvalidOperation);
        }
        if (SessionState.LanguageMode != PSLanguageMode.FullLanguage && !IsAllowedInConstrainedLanguage(type))
        {
            Fail(new PSNotSupportedException("Cannot create type. Only core types are supported in this language mode."),
                "CannotCreateTypeConstrainedLanguage", ErrorCategory.PermissionDenied);
        }
        var created = Create(type);
        WriteObject(Property is null ? created : SetProperties(created, Property));
    }

    private static bool IsAllowedInConstrainedLanguage(Type type) => type.IsPrimitive || Array.IndexOf(s_coreTypes, type) >= 0;

    private Type FindType()
    {
        try
        {
            return (Type)LanguagePrimitives.ConvertTo(TypeName, typeof(Type), CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is InvalidCastException or ArgumentException)
        {
            if (e.InnerException?.GetType().Name == "AmbiguousTypeException")
                Fail(e, "AmbiguousTypeReference", ErrorCategory.InvalidType);
            var why = new PSArgumentException(
                $"Cannot find type [{TypeName}]: verify that the assembly containing this type is loaded.");
            Fail(why, "TypeNotFound", ErrorCategory.InvalidType);
            throw;
        }
    }

    private object Create(Type type)
    {
        var arguments = ArgumentList ?? [];
        try
        {
            if (arguments.Length == 0 && type.IsValueType && type.GetConstructor(Type.EmptyTypes) is null)
                return Activator.CreateInstance(type)!;
            if (arguments.Length > 0 ? type.GetConstructors().Length > 0 : type.GetConstructor(Type.EmptyTypes) is not null)
                return EngineInternals.Construct(type, arguments);
        }
        catch (MethodException e)
        {
            Fail(e, "ConstructorInvokedThrowException", ErrorCategory.InvalidOperation);
        }
        catch (TargetInvocationException e)
        {
            Fail(e.InnerException ?? e, "ConstructorCalledThrowException", ErrorCategory.InvalidOperation);
        }
        Fail(new PSArgumentException($"A constructor was not found. Cannot find an appropriate constructor for type {TypeName}."),
            "CannotFindAppropriateCtor", ErrorCategory.ObjectNotFound);
        throw new PipelineStoppedException();
    }

    private PSObject SetProperties(object created, IDictionary properties)
    {
        var target = PSObject.AsPSObject(created);
        var extensible = target.BaseObject is PSCustomObject;
        foreach (DictionaryEntry entry in properties)
        {
            var name = entry.Key.ToString() ?? "";
            try
            {
                SetMember(target, name, entry.Value, extensible);
            }
            catch (SetValueException e)
            {
                var why = new InvalidOperationException($"'{name}' cannot be set: {e.Message}", e);
                Fail(why, "SetValueException", ErrorCategory.InvalidData);
            }
        }
        return target;
    }

    private void SetMember(PSObject target, string name, object? value, bool extensible)
    {
        switch (target.Members[name])
        {
            case PSPropertyInfo property:
                property.Value = value;
                break;
            case PSMethodInfo method:
                method.Invoke(value);
                break;
            case null when extensible:
                target.Properties.Add(new PSNoteProperty(name, value));
                break;
            default:
                Fail(new InvalidOperationException($"The member \"{name}\" was not found for the specified .NET object."),
                    "InvalidOperationException", ErrorCategory.InvalidOperation);
                break;
        }
    }

    private void Fail(Exception why, string id, ErrorCategory category) =>
        ThrowTerminatingError(new ErrorRecord(why, id, category, null));
}
