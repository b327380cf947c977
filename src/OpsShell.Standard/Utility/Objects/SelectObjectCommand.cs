using System.Management.Automation;
using System.Management.Automation.Internal;

namespace Microsoft.PowerShell.Commands;

/// <summary>Selects objects by their place in the pipeline, and properties of them.</summary>
[Cmdlet(VerbsCommon.Select, "Object", DefaultParameterSetName = "DefaultParameter", RemotingCapability = RemotingCapability.None)]
public sealed class SelectObjectCommand : PSCmdlet
{
    private SelectionWindow? _window;
    private ObjectProjection? _projection;
    private bool _ended;

    /// <summary>The objects.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; } = AutomationNull.Value;

    /// <summary>
    /// The properties that the results have: names with wildcards, script blocks, or hashtables with Name (Label) and Expression.
    /// </summary>
    [Parameter(Position = 0, ParameterSetName = "DefaultParameter")]
    [Parameter(Position = 0, ParameterSetName = "SkipLastParameter")]
    public object[]? Property { get; set; }

    /// <summary>The properties to leave out of all; wildcards are allowed. Without Property, the others are selected.</summary>
    [Parameter(ParameterSetName = "DefaultParameter")]
    [Parameter(ParameterSetName = "SkipLastParameter")]
    public string[]? ExcludeProperty { get; set; }

    /// <summary>The property whose value is written in place of the object, a collection element by element.</summary>
    [Parameter(ParameterSetName = "DefaultParameter")]
    [Parameter(ParameterSetName = "SkipLastParameter")]
    public string? ExpandProperty { get; set; }

    /// <summary>Leaves out objects that are equal to one before. Case matters in text.</summary>
    [Parameter]
    public SwitchParameter Unique { get; set; }

    /// <summary>Makes Unique ignore case.</summary>
    [Parameter]
    public SwitchParameter CaseInsensitive { get; set; }

    /// <summary>So many objects from the end.</summary>
    [Parameter(ParameterSetName = "DefaultParameter")]
    [ValidateRange(0, int.MaxValue)]
    public int Last { get; set; }

    /// <summary>So many objects from the start; then the commands before this one are stopped.</summary>
    [Parameter(ParameterSetName = "DefaultParameter")]
    [ValidateRange(0, int.MaxValue)]
    public int First { get; set; }

    /// <summary>Leaves out so many objects from the start, or from the end when Last is used without First.</summary>
    [Parameter(ParameterSetName = "DefaultParameter")]
    [Parameter(ParameterSetName = "SkipLastParameter")]
    [ValidateRange(0, int.MaxValue)]
    public int Skip { get; set; }

    /// <summary>Leaves out so many objects from the end.</summary>
    [Parameter(ParameterSetName = "SkipLastParameter")]
    [ValidateRange(0, int.MaxValue)]
    public int SkipLast { get; set; }

    /// <summary>Lets the commands before this one run to their end.</summary>
    [Parameter(ParameterSetName = "DefaultParameter")]
    [Parameter(ParameterSetName = "IndexParameter")]
    public SwitchParameter Wait { get; set; }

    /// <summary>The places of the objects, counted from 0.</summary>
    [Parameter(ParameterSetName = "IndexParameter")]
    [ValidateRange(0, int.MaxValue)]
    public int[]? Index { get; set; }

    /// <summary>The places of the objects to leave out, counted from 0.</summary>
    [Parameter(ParameterSetName = "SkipIndexParameter")]
    [ValidateRange(0, int.MaxValue)]
    public int[]? SkipIndex { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var unique = Unique ? new UniqueObjects(!CaseInsensitive) : null;
        _projection = new ObjectProjection(this, Property, ExcludeProperty, ExpandProperty, unique);
        _window = CreateWindow();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null || InputObject == AutomationNull.Value)
            return;
        if (_window!.Take(InputObject) is { } selected)
            _projection!.Write(selected);
        if (!_window.IsComplete || Wait)
            return;
        EndProcessing();
        throw EngineInternals.StopUpstream(this);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_ended)
            return;
        _ended = true;
        foreach (var selected in _window!.Rest())
            _projection!.Write(selected);
    }

    private SelectionWindow CreateWindow()
    {
        if (Index is not null)
            return new IndexWindow(Index);
        if (SkipIndex is not null)
            return new SkipIndexWindow(SkipIndex);
        if (SkipLast > 0)
            return new SkipLastWindow(Skip, SkipLast);
        var first = MyInvocation.BoundParameters.ContainsKey(nameof(First));
        var last = MyInvocation.BoundParameters.ContainsKey(nameof(Last));
        return first || last ? new FirstLastWindow(First, Last, Skip) : new SkipWindow(Skip);
    }
}
