using System.Collections;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Groups objects that have the same values in some properties.</summary>
[Cmdlet(VerbsData.Group, "Object", RemotingCapability = RemotingCapability.None)]
[OutputType(typeof(Hashtable), typeof(GroupInfo))]
public sealed class GroupObjectCommand : ObjectBase
{
    private ObjectGrouping? _grouping;
    private KeyReader? _reader;

    /// <summary>Leaves the objects out of the groups.</summary>
    [Parameter]
    public SwitchParameter NoElement { get; set; }

    /// <summary>Writes one hashtable: the value is the key, the group's objects are the entry.</summary>
    [Parameter(ParameterSetName = "HashTable")]
    [Alias("AHT")]
    public SwitchParameter AsHashTable { get; set; }

    /// <summary>Makes the keys of the hashtable text.</summary>
    [Parameter(ParameterSetName = "HashTable")]
    public SwitchParameter AsString { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!HasInput)
            return;
        if (_reader is null || _grouping is null)
            Start();
        _grouping!.Add(InputObject!, _reader!.Read(InputObject!));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var groups = _grouping?.Build(() => Stopping) ?? [];
        if (groups.Count == 0 || Stopping)
            return;
        if (AsHashTable)
            WriteTable(groups);
        else
            WriteObject(groups, enumerateCollection: true);
    }

    private void Start()
    {
        Property ??= DefaultKeys(InputObject!);
        var parameters = PropertyParameter.ParseAll(this, Property, [], wildcards: false);
        if (AsString && !AsHashTable)
            ThrowTerminatingError(BadArgument(
                "The command cannot be run because the AsString parameter requires that you specify the AsHashtable parameter.",
                AsString));
        if (AsHashTable && !AsString && parameters.Count > 1)
            ThrowTerminatingError(BadArgument(
                "The command cannot be run because using the AsHashTable parameter with more than one property requires adding the "
                + "AsString parameter.", Property));
        _reader = new KeyReader(this, [.. parameters.Select(p => p.Reader)]);
        _grouping = new ObjectGrouping(new ObjectCommandComparer(true, CultureUsed, CaseSensitive), NoElement);
    }

    private void WriteTable(List<GroupInfo> groups)
    {
        var table = new Hashtable(CaseSensitive ? StringComparer.CurrentCulture : StringComparer.CurrentCultureIgnoreCase);
        try
        {
            foreach (var group in groups)
                table.Add(AsString ? group.Name : HashKey(group.Values[0]), group.Group);
        }
        catch (ArgumentException e)
        {
            // The message is the id, too.
            const string message = "The objects grouped by this property cannot be expanded because there is a key duplication. "
                + "Provide a valid value for the property, and then try again.";
            WriteError(new ErrorRecord(new InvalidOperationException(message, e), message,
                ErrorCategory.InvalidArgument, null));
            return;
        }
        WriteObject(table);
    }

    private static object HashKey(object? value) =>
        value is PSObject { BaseObject: PSCustomObject } ? value : ObjectCommandComparer.Bare(value)!;

    private static ErrorRecord BadArgument(string message, object? target) =>
        new(new ArgumentException(message), "ArgumentException", ErrorCategory.InvalidArgument, target);
}
