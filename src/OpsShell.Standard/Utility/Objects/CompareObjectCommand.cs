using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Compares two sets of objects, and says which stand on one side only.</summary>
[Cmdlet(VerbsData.Compare, "Object", RemotingCapability = RemotingCapability.None)]
public sealed class CompareObjectCommand : ObjectCmdletBase
{
    private const string Indicator = "SideIndicator";

    private List<PropertyParameter> _parameters = [];
    private KeyReader? _reader;
    private GroupKeyComparer? _comparer;
    private ComparisonBacklog? _referenceBacklog;
    private ComparisonBacklog? _differenceBacklog;
    private List<ComparisonEntry> _references = [];
    private int _next;

    /// <summary>The objects to compare with.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [AllowEmptyCollection]
    public PSObject[] ReferenceObject { get; set; } = [];

    /// <summary>The objects that are compared with them.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    public PSObject[] DifferenceObject { get; set; } = [];

    /// <summary>How many objects are kept back on either side in search of an equal. Default: all.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int SyncWindow { get; set; } = int.MaxValue;

    /// <summary>
    /// The properties to compare: names, script blocks or hashtables with Expression. Without it, the objects themselves.
    /// </summary>
    [Parameter]
    public object[]? Property { get; set; }

    /// <summary>Writes only what stands on both sides.</summary>
    [Parameter]
    public SwitchParameter ExcludeDifferent { get; set; }

    /// <summary>Writes also what stands on both sides.</summary>
    [Parameter]
    public SwitchParameter IncludeEqual { get; set; }

    /// <summary>Writes the objects themselves, with the side in a property SideIndicator.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // Without the different ones, the equal ones are all there is to see.
        if (ExcludeDifferent && !MyInvocation.BoundParameters.ContainsKey(nameof(IncludeEqual)))
            IncludeEqual = true;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_reader is null)
            Start();
        foreach (var item in DifferenceObject ?? [])
        {
            if (item is not null)
                Step(new ComparisonEntry(item, _reader!.Read(item)));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_reader is null)
            Start();
        while (_next < _references.Count)
            Step(null);
        foreach (var entry in _differenceBacklog!.All)
            EmitDifferent(entry, "=>");
        foreach (var entry in _referenceBacklog!.All)
            EmitDifferent(entry, "<=");
    }

    private void Start()
    {
        var sample = ReferenceObject.Length > 0 ? ReferenceObject : DifferenceObject;
        var keys = Property ?? (sample is { Length: > 0 } ? ObjectBase.DefaultKeys(sample[0]) : null);
        var given = PropertyParameter.ParseAll(this, keys, []);
        _parameters = KeyReader.Expand(given, sample ?? []);
        _reader = new KeyReader(this, [.. _parameters.Select(p => p.Reader)]);
        _comparer = new GroupKeyComparer(new ObjectCommandComparer(true, CultureUsed, CaseSensitive));
        _referenceBacklog = new ComparisonBacklog(_comparer);
        _differenceBacklog = new ComparisonBacklog(_comparer);
        _references = [.. ReferenceObject.Where(r => r is not null).Select(r => new ComparisonEntry(r, _reader.Read(r)))];
    }

    /// <summary>
    /// Moves one object on, on either side; what stands at the same place is compared first, then what was kept back.
    /// </summary>
    private void Step(ComparisonEntry? difference)
    {
        var reference = _next < _references.Count ? _references[_next++] : null;
        if (reference is not null && difference is not null && _comparer!.Compare(reference.Key, difference.Key) == 0)
        {
            EmitEqual(reference);
            return;
        }
        if (difference is not null && _referenceBacklog!.TakeEqual(difference) is { } known)
        {
            EmitEqual(known);
            difference = null;
        }
        if (reference is not null && _differenceBacklog!.TakeEqual(reference) is not null)
        {
            EmitEqual(reference);
            reference = null;
        }
        KeepBack(difference, _differenceBacklog!, "=>");
        KeepBack(reference, _referenceBacklog!, "<=");
    }

    private void KeepBack(ComparisonEntry? entry, ComparisonBacklog backlog, string side)
    {
        if (entry is null)
            return;
        if (SyncWindow == 0)
        {
            EmitDifferent(entry, side);
            return;
        }
        while (backlog.Count >= SyncWindow)
            EmitDifferent(backlog.TakeOldest(), side);
        backlog.Add(entry);
    }

    private void EmitEqual(ComparisonEntry entry)
    {
        if (IncludeEqual)
            Emit(entry, "==");
    }

    private void EmitDifferent(ComparisonEntry entry, string side)
    {
        if (!ExcludeDifferent)
            Emit(entry, side);
    }

    private void Emit(ComparisonEntry entry, string side)
    {
        var result = PassThru ? entry.Object : Describe(entry);
        result.Properties.Remove(Indicator);
        result.Properties.Add(new PSNoteProperty(Indicator, side));
        WriteObject(result);
    }

    private PSObject Describe(ComparisonEntry entry)
    {
        var result = new PSObject();
        if (Property is not { Length: > 0 })
        {
            result.Properties.Add(new PSNoteProperty("InputObject", entry.Object));
            return result;
        }
        for (var i = 0; i < _parameters.Count; i++)
        {
            var name = _parameters[i].Reader.Expression.ToString();
            if (result.Properties[name] is null)
                result.Properties.Add(new PSNoteProperty(name, ObjectCommandComparer.OrNull(entry.Key[i])));
        }
        return result;
    }
}
