using System.Management.Automation;
using System.Management.Automation.Internal;

namespace Microsoft.PowerShell.Commands;

/// <summary>Shows the properties and methods of objects, once for each type.</summary>
[Cmdlet(VerbsCommon.Get, "Member", RemotingCapability = RemotingCapability.None)]
[OutputType(typeof(MemberDefinition))]
public class GetMemberCommand : PSCmdlet
{
    private const PSMemberTypes ExtendedOnly = PSMemberTypes.AliasProperty | PSMemberTypes.CodeMethod | PSMemberTypes.CodeProperty
        | PSMemberTypes.MemberSet | PSMemberTypes.NoteProperty | PSMemberTypes.PropertySet
        | PSMemberTypes.ScriptMethod | PSMemberTypes.ScriptProperty;

    private const PSMemberTypes OfTheType = PSMemberTypes.Property | PSMemberTypes.ParameterizedProperty | PSMemberTypes.Method;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>The objects. A collection given here (not by the pipeline) is looked at as one object.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The names of the members; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>The kinds of members.</summary>
    [Parameter]
    [Alias("Type")]
    public PSMemberTypes MemberType { get; set; } = PSMemberTypes.All;

    /// <summary>Where the members come from: the type as adapted, extensions, or the type itself.</summary>
    [Parameter]
    public PSMemberViewTypes View { get; set; } = PSMemberViewTypes.Adapted | PSMemberViewTypes.Extended;

    /// <summary>Shows the static members of the object's type, or of the object if it is a type.</summary>
    [Parameter]
    public SwitchParameter Static { get; set; }

    /// <summary>Shows hidden members too: accessors of properties, and the views psbase, psadapted and so on.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null || InputObject == AutomationNull.Value)
            return;
        var type = InputObject.BaseObject as Type ?? InputObject.BaseObject.GetType();
        var typeName = Static ? type.FullName! : InputObject.TypeNames is [var first, ..] ? first : "<null>";
        if (!_seen.Add(typeName))
            return;
        var types = TypesToShow(typeName);
        var view = View;
        if (View.HasFlag(PSMemberViewTypes.Base) && !EngineInternals.HasOwnAdapter(InputObject))
            view |= PSMemberViewTypes.Adapted;
        foreach (var name in Name)
        {
            var members = Static
                ? EngineInternals.StaticMembers(type, name, types, Force)
                : EngineInternals.Members(InputObject, view, name, types, Force);
            Write(typeName, members);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_seen.Count > 0)
            return;
        var why = new InvalidOperationException("You must specify an object for the Get-Member cmdlet.");
        WriteError(new ErrorRecord(why, "NoObjectInGetMember", ErrorCategory.CloseError, null));
    }

    private PSMemberTypes TypesToShow(string typeName)
    {
        var types = MemberType;
        if (!View.HasFlag(PSMemberViewTypes.Extended) && typeName != typeof(PSMemberSet).FullName)
            types &= ~ExtendedOnly;
        if (!View.HasFlag(PSMemberViewTypes.Adapted) && !View.HasFlag(PSMemberViewTypes.Base))
            types &= ~OfTheType;
        return types;
    }

    private void Write(string typeName, IEnumerable<PSMemberInfo> members)
    {
        var definitions = members
            .Where(m => Force || m is not PSMethod method || !EngineInternals.IsSpecial(method))
            .Select(m => new MemberDefinition(typeName, m.Name, m.MemberType, m.ToString() ?? ""))
            .OrderBy(d => d.MemberType.ToString(), StringComparer.OrdinalIgnoreCase)
            .ThenBy(d => d.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var definition in definitions)
            WriteObject(definition);
    }
}
