using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Microsoft.PowerShell.Commands;

/// <summary>Adds members and other type data to types, for this session: from the command line, from .ps1xml files or as objects.</summary>
[Cmdlet(VerbsData.Update, "TypeData", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    DefaultParameterSetName = FileParameterSet, HelpUri = "https://go.microsoft.com/fwlink/?LinkID=2097131")]
public class UpdateTypeDataCommand : UpdateData
{
    private const string DynamicSet = "DynamicTypeSet";
    private const string DataSet = "TypeDataSet";
    private int? _serializationDepth;

    /// <summary>The kind of member to add.</summary>
    [Parameter(ParameterSetName = DynamicSet)]
    [ValidateNotNullOrEmpty]
    [ValidateSet("NoteProperty", "AliasProperty", "ScriptProperty", "CodeProperty", "ScriptMethod", "CodeMethod", IgnoreCase = true)]
    public PSMemberTypes MemberType { get; set; }

    /// <summary>The name of the member.</summary>
    [Parameter(ParameterSetName = DynamicSet)]
    [ValidateNotNullOrEmpty]
    public string? MemberName { get; set; }

    /// <summary>The value, the getter, the method, or the property that an alias stands for.</summary>
    [Parameter(ParameterSetName = DynamicSet)]
    public object? Value { get; set; }

    /// <summary>The setter, or the type of an alias.</summary>
    [Parameter(ParameterSetName = DynamicSet)]
    [ValidateNotNull]
    public object? SecondValue { get; set; }

    /// <summary>A converter for values of the type.</summary>
    [Parameter(ParameterSetName = DynamicSet)]
    [ValidateNotNull]
    public Type? TypeConverter { get; set; }

    /// <summary>An adapter for members of the type.</summary>
    [Parameter(ParameterSetName = DynamicSet)]
    [ValidateNotNull]
    public Type? TypeAdapter { get; set; }

    /// <summary>How values are serialized: AllPublicProperties, String or SpecificProperties.</summary>
    [Parameter(ParameterSetName = DynamicSet)]
    [ValidateNotNullOrEmpty]
    public string? SerializationMethod { get; set; }

    /// <summary>The type that deserialized values become.</summary>
    [Parameter(ParameterSetName = DynamicSet)]
    [ValidateNotNull]
    public Type? TargetTypeForDeserialization { get; set; }

    /// <summary>How many levels of objects inside objects are serialized.</summary>
    [Parameter(ParameterSetName = DynamicSet)]
    [ValidateNotNull]
    [ValidateRange(0, int.MaxValue)]
    public int SerializationDepth
    {
        get => _serializationDepth ?? 0;
        set => _serializationDepth = value;
    }

    /// <summary>The property that Format-Wide shows.</summary>
    [Parameter(ParameterSetName = DynamicSet)]
    [ValidateNotNullOrEmpty]
    public string? DefaultDisplayProperty { get; set; }

    /// <summary>Whether the properties to serialize are taken over by types derived from this one.</summary>
    [Parameter(ParameterSetName = DynamicSet)]
    [ValidateNotNull]
    public bool? InheritPropertySerializationSet { get; set; }

    /// <summary>The property whose value is serialized, with the serialization method String.</summary>
    [Parameter(ParameterSetName = DynamicSet)]
    [ValidateNotNullOrEmpty]
    public string? StringSerializationSource { get; set; }

    /// <summary>The properties that are shown by default.</summary>
    [Parameter(ParameterSetName = DynamicSet)]
    [ValidateNotNullOrEmpty]
    public string[]? DefaultDisplayPropertySet { get; set; }

    /// <summary>The properties by which values are sorted and grouped by default.</summary>
    [Parameter(ParameterSetName = DynamicSet)]
    [ValidateNotNullOrEmpty]
    public string[]? DefaultKeyPropertySet { get; set; }

    /// <summary>The properties that are serialized, with the serialization method SpecificProperties.</summary>
    [Parameter(ParameterSetName = DynamicSet)]
    [ValidateNotNullOrEmpty]
    public string[]? PropertySerializationSet { get; set; }

    /// <summary>The type.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = DynamicSet)]
    [TypeName]
    [ValidateNotNullOrEmpty]
    public string TypeName { get; set; } = "";

    /// <summary>Overwrites a member that is there.</summary>
    [Parameter(ParameterSetName = DynamicSet)]
    [Parameter(ParameterSetName = DataSet)]
    public SwitchParameter Force { get; set; }

    /// <summary>Type data as objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = DataSet)]
    public TypeData[] TypeData { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case DynamicSet:
                Update(NewTypeData());
                break;
            case DataSet:
                foreach (var data in TypeData)
                {
                    var copy = data.Copy();
                    copy.IsOverride |= Force;
                    Update(copy);
                }
                break;
            default:
                UpdateFiles();
                break;
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => new TypeEngine(this).Refresh();

    private TypeData NewTypeData()
    {
        if (string.IsNullOrWhiteSpace(TypeName))
            End("TargetTypeNameEmpty", "The name of a type is not to be empty.", TypeName);
        var data = new TypeData(TypeName)
        {
            IsOverride = Force,
            TypeConverter = TypeConverter,
            TypeAdapter = TypeAdapter,
            TargetTypeForDeserialization = TargetTypeForDeserialization,
        };
        AddMember(data);
        if (SerializationMethod is not null)
            data.SerializationMethod = SerializationMethod;
        if (_serializationDepth is { } depth)
            data.SerializationDepth = (uint)depth;
        if (DefaultDisplayProperty is not null)
            data.DefaultDisplayProperty = DefaultDisplayProperty;
        if (InheritPropertySerializationSet is { } inherit)
            data.InheritPropertySerializationSet = inherit;
        if (StringSerializationSource is not null)
            data.StringSerializationSource = StringSerializationSource;
        data.DefaultDisplayPropertySet = Properties(DefaultDisplayPropertySet);
        data.DefaultKeyPropertySet = Properties(DefaultKeyPropertySet);
        data.PropertySerializationSet = Properties(PropertySerializationSet);
        return data;
    }

    private static PropertySetData? Properties(string[]? names) => names is null ? null : new PropertySetData(names);

    private void AddMember(TypeData data)
    {
        var given = MyInvocation.BoundParameters;
        if (!given.ContainsKey(nameof(MemberType)))
        {
            if (MemberName is not null || given.ContainsKey(nameof(Value)) || SecondValue is not null)
                End("MemberTypeIsMissing", "A member needs a -MemberType.", null);
            return;
        }
        var member = new TypeMember(MemberType, MemberName, given.ContainsKey(nameof(Value)), Value, SecondValue);
        if (member.Problem() is var (id, text))
            End(id, text, null);
        data.Members.Add(member.Name!, member.Build());
    }

    private void Update(TypeData data)
    {
        if (TypeEngine.IsEmpty(data))
        {
            WriteError(Problem("TypeDataEmpty", $"There is nothing to add to the type '{data.TypeName}'.", data.TypeName));
            return;
        }
        if (!ShouldProcess($"TypeName: {data.TypeName}", "Update TypeData"))
            return;
        try
        {
            foreach (var error in new TypeEngine(this).Update(data, remove: false))
                WriteError(new ErrorRecord(new RuntimeException(error), "TypesDynamicUpdateException", ErrorCategory.InvalidOperation, null));
        }
        catch (RuntimeException error)
        {
            WriteError(new ErrorRecord(error, "TypesDynamicUpdateException", ErrorCategory.InvalidOperation, null));
        }
    }

    private void UpdateFiles()
    {
        var engine = new TypeEngine(this);
        if (Arrange(engine.State.Types, entry => entry.FileName, file => new SessionStateTypeEntry(file), "Types") is not { } arranged)
            return;
        try
        {
            engine.ReplaceTypes(arranged);
        }
        catch (RuntimeException error)
        {
            WriteError(new ErrorRecord(error, "TypesXmlUpdateException", ErrorCategory.InvalidOperation, null));
        }
    }

    private void End(string id, string text, object? target) => ThrowTerminatingError(Problem(id, text, target));

    private static ErrorRecord Problem(string id, string text, object? target) =>
        new(new InvalidOperationException(text), id, ErrorCategory.InvalidOperation, target);
}
