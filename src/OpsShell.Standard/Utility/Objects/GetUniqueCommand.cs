using System.Globalization;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Leaves out objects of a sorted list that are equal to the one before.</summary>
[Cmdlet(VerbsCommon.Get, "Unique", DefaultParameterSetName = "AsString", RemotingCapability = RemotingCapability.None)]
public sealed class GetUniqueCommand : PSCmdlet
{
    private ObjectCommandComparer? _comparer;
    private PSObject? _last;

    /// <summary>The objects, sorted.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Compares the objects as text.</summary>
    [Parameter(ParameterSetName = "AsString")]
    public SwitchParameter AsString { get; set; }

    /// <summary>Writes one object of each type.</summary>
    [Parameter(ParameterSetName = "UniqueByType")]
    public SwitchParameter OnType { get; set; }

    /// <summary>Ignores case.</summary>
    [Parameter]
    public SwitchParameter CaseInsensitive { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() =>
        _comparer = new ObjectCommandComparer(true, CultureInfo.CurrentCulture, !CaseInsensitive);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_last is not null && InputObject is not null && IsSame(_last, InputObject))
            return;
        WriteObject(InputObject);
        _last = InputObject;
    }

    private bool IsSame(PSObject last, PSObject current)
    {
        if (OnType)
            return last.TypeNames is [var a, ..] && current.TypeNames is [var b, ..]
                && string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
        return AsString ? _comparer!.Compare(current.ToString(), last.ToString()) == 0 : _comparer!.Compare(current, last) == 0;
    }
}
