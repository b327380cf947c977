using System.Collections;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Numerics;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>Adds members or a type name to objects.</summary>
[Cmdlet(VerbsCommon.Add, "Member", DefaultParameterSetName = TypeNameSet, RemotingCapability = RemotingCapability.None)]
public class AddMemberCommand : PSCmdlet
{
    private const string MemberSet = "MemberSet";
    private const string TypeNameSet = "TypeNameSet";
    private const string OneNoteSet = "NotePropertySingleMemberSet";
    private const string NotesSet = "NotePropertyMultiMemberSet";

    /// <summary>The objects.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = MemberSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = TypeNameSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = OneNoteSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = NotesSet)]
    public PSObject InputObject { get; set; } = null!;

    /// <summary>What kind of member to add.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = MemberSet)]
    [Alias("Type")]
    public PSMemberTypes MemberType { get; set; }

    /// <summary>The member's name.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = MemberSet)]
    public string Name { get; set; } = "";

    /// <summary>The member's value, script block, getter, or the name of the property that an alias stands for.</summary>
    [Parameter(Position = 2, ParameterSetName = MemberSet)]
    public object? Value { get; set; }

    /// <summary>The setter of a script or code property; the type of an alias.</summary>
    [Parameter(Position = 3, ParameterSetName = MemberSet)]
    public object? SecondValue { get; set; }

    /// <summary>A name to put before the object's type names.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TypeNameSet)]
    [Parameter(ParameterSetName = MemberSet)]
    [Parameter(ParameterSetName = OneNoteSet)]
    [Parameter(ParameterSetName = NotesSet)]
    [ValidateNotNullOrEmpty]
    public string? TypeName { get; set; }

    /// <summary>Replaces a member of that name that was added before.</summary>
    [Parameter(ParameterSetName = MemberSet)]
    [Parameter(ParameterSetName = OneNoteSet)]
    [Parameter(ParameterSetName = NotesSet)]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the object.</summary>
    [Parameter(ParameterSetName = MemberSet)]
    [Parameter(ParameterSetName = TypeNameSet)]
    [Parameter(ParameterSetName = OneNoteSet)]
    [Parameter(ParameterSetName = NotesSet)]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The name of a note property to add.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = OneNoteSet)]
    [NotMemberType]
    [NumberAsName]
    [ValidateNotNullOrEmpty]
    public string NotePropertyName { get; set; } = "";

    /// <summary>Its value.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = OneNoteSet)]
    [AllowNull]
    public object? NotePropertyValue { get; set; }

    /// <summary>Note properties to add, as a hashtable of names and values.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NotesSet)]
    [ValidateNotNullOrEmpty]
    public IDictionary NotePropertyMembers { get; set; } = null!;

    private bool HasValue => MyInvocation.BoundParameters.ContainsKey(nameof(Value));

    private bool HasSecondValue => MyInvocation.BoundParameters.ContainsKey(nameof(SecondValue));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (TypeName is not null && string.IsNullOrWhiteSpace(TypeName))
            Fail("TypeNameShouldNotBeEmpty", "The TypeName parameter cannot be blank.");
        var added = ParameterSetName switch
        {
            TypeNameSet => true,
            NotesSet => AddNotes(),
            OneNoteSet => AddToTarget(new PSNoteProperty(NotePropertyName, NotePropertyValue)),
            _ => AddToTarget(CreateMember()),
        };
        if (!added)
            return;
        if (TypeName is not null)
        {
            // A short name such as int stands for the whole one.
            var full = LanguagePrimitives.TryConvertTo<Type>(TypeName, out var type) ? type.FullName! : TypeName;
            InputObject.TypeNames.Insert(0, full);
        }
        if (PassThru)
            WriteObject(InputObject);
    }

    private bool AddNotes()
    {
        var added = false;
        foreach (DictionaryEntry entry in NotePropertyMembers)
        {
            var name = LanguagePrimitives.ConvertTo<string>(entry.Key);
            if (string.IsNullOrEmpty(name))
                WriteError(Error("NotePropertyNameShouldNotBeNull", "A note property needs a name that is not empty.", name));
            else
                added |= AddToTarget(new PSNoteProperty(name, entry.Value));
        }
        return added;
    }

    private bool AddToTarget(PSMemberInfo member)
    {
        if (InputObject.Members[member.Name] is { } former)
        {
            if (!Force)
            {
                WriteError(Error("MemberAlreadyExists",
                    $"Cannot add a member with the name \"{member.Name}\" because a member with that name already exists. "
                    + "To overwrite the member anyway, add the Force parameter to your command.", InputObject));
                return false;
            }
            if (!former.IsInstance)
            {
                WriteError(Error("CannotRemoveTypeDataMember",
                    $"The member \"{member.Name}\" ({former.MemberType}) cannot be replaced: it comes from the object's type.",
                    InputObject));
                return false;
            }
            InputObject.Members.Remove(member.Name);
        }
        InputObject.Members.Add(member);
        return true;
    }

    private PSMemberInfo CreateMember()
    {
        if (BitOperations.PopCount((uint)MemberType) != 1)
            Fail("WrongMemberCount", $"The MemberType \"{MemberType}\" is not one kind of member; name one.");
        switch (MemberType)
        {
            case PSMemberTypes.NoteProperty:
                NeedValue();
                NoSecondValue();
                return new PSNoteProperty(Name, Value);
            case PSMemberTypes.AliasProperty:
                NeedValue(notNull: true);
                return HasSecondValue
                    ? new PSAliasProperty(Name, As<string>(Value),
                        As<Type>(SecondValue ?? NotNull<object>("Value2ShouldNotBeNull", "SecondValue")))
                    : new PSAliasProperty(Name, As<string>(Value));
            case PSMemberTypes.ScriptProperty:
                NeedEither();
                return new PSScriptProperty(Name, AsOrNull<ScriptBlock>(Value), AsOrNull<ScriptBlock>(SecondValue));
            case PSMemberTypes.ScriptMethod:
                NeedValue(notNull: true);
                NoSecondValue();
                return new PSScriptMethod(Name, As<ScriptBlock>(Value));
            case PSMemberTypes.CodeProperty:
                NeedEither();
                return new PSCodeProperty(Name, AsOrNull<MethodInfo>(Value), AsOrNull<MethodInfo>(SecondValue));
            case PSMemberTypes.CodeMethod:
                NeedValue(notNull: true);
                NoSecondValue();
                return new PSCodeMethod(Name, As<MethodInfo>(Value));
            case PSMemberTypes.PropertySet:
                NeedValue(notNull: true);
                NoSecondValue();
                return new PSPropertySet(Name, As<Collection<string>>(Value));
            case PSMemberTypes.MemberSet:
                NoSecondValue();
                return Value is null ? new PSMemberSet(Name) : new PSMemberSet(Name, As<Collection<PSMemberInfo>>(Value));
        }
        Fail("CannotAddMemberType",
            $"Cannot add a member with type \"{MemberType}\". Specify a different type for the MemberTypes parameter.");
        throw new PipelineStoppedException();
    }

    private static T As<T>(object? value) => LanguagePrimitives.ConvertTo<T>(value);

    private static T? AsOrNull<T>(object? value)
        where T : class => value is null ? null : (T)LanguagePrimitives.ConvertTo(value, typeof(T), CultureInfo.InvariantCulture);

    private void NeedValue(bool notNull = false)
    {
        if (!HasValue && Host.UI.Prompt($"Value of the {MemberType}", null, [new FieldDescription("Value")]) is { } answers)
        {
            Value = answers["Value"].BaseObject;
            return;
        }
        if (notNull && Value is null)
            NotNull<object>("Value1ShouldNotBeNull", "Value");
    }

    private void NeedEither()
    {
        if (Value is null && SecondValue is null)
            Fail("Value1AndValue2AreNotBothNull",
                $"Value and SecondValue cannot both be null for a member of type \"{MemberType}\".");
    }

    private void NoSecondValue()
    {
        if (HasSecondValue)
            Fail("Value2ShouldNotBeSpecified",
                $"The SecondValue parameter is not necessary for a member of type \"{MemberType}\", and should not be specified. "
                + "Do not specify the SecondValue parameter when you add members of this type.");
    }

    private T NotNull<T>(string id, string parameter)
    {
        Fail(id, $"{parameter} cannot be null for a member of type \"{MemberType}\".");
        throw new PipelineStoppedException();
    }

    private void Fail(string id, string message) => ThrowTerminatingError(Error(id, message, null));

    private static ErrorRecord Error(string id, string message, object? target) =>
        new(new InvalidOperationException(message), id, ErrorCategory.InvalidOperation, target);

    /// <summary>Leaves 'Add-Member NoteProperty Name Value' to the set with MemberType.</summary>
    private sealed class NotMemberTypeAttribute : ValidateArgumentsAttribute
    {
        private const PSMemberTypes Addable = PSMemberTypes.AliasProperty | PSMemberTypes.CodeMethod | PSMemberTypes.CodeProperty
            | PSMemberTypes.MemberSet | PSMemberTypes.NoteProperty | PSMemberTypes.PropertySet
            | PSMemberTypes.ScriptMethod | PSMemberTypes.ScriptProperty;

        protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
        {
            if (arguments is string name && LanguagePrimitives.TryConvertTo<PSMemberTypes>(name, out var type)
                && BitOperations.PopCount((uint)type) == 1 && (type & Addable) != 0)
                throw EngineInternals.QuietValidation($"'{name}' is a kind of member; as a name it needs MemberType and Name.");
        }
    }

    /// <summary>Takes a number for a name.</summary>
    private sealed class NumberAsNameAttribute : ArgumentTransformationAttribute
    {
        public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
        {
            var bare = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
            return bare is not null && Type.GetTypeCode(bare.GetType()) is >= TypeCode.SByte and <= TypeCode.Decimal
                ? LanguagePrimitives.ConvertTo<string>(bare)
                : inputData!;
        }
    }
}
