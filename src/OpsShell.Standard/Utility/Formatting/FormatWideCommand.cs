using System.Management.Automation;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace Microsoft.PowerShell.Commands;

/// <summary>Shows one property of each object, several objects on a line.</summary>
[Cmdlet(VerbsCommon.Format, "Wide", HelpUri = "https://go.microsoft.com/fwlink/?LinkID=2096930")]
public class FormatWideCommand : OuterFormatShapeCommandBase
{
    private bool? _autoSize;
    private int? _column;

    /// <summary>Makes the cmdlet.</summary>
    public FormatWideCommand() => FormatEngine.UseShape(this, "Wide");

    /// <summary>The property: a name, a script block, or a hashtable with the keys Expression and FormatString.</summary>
    [Parameter(Position = 0)]
    public object? Property { get; set; }

    /// <summary>As many columns as the width of the content allows.</summary>
    [Parameter]
    public SwitchParameter AutoSize
    {
        get => _autoSize ?? false;
        set => _autoSize = value;
    }

    /// <summary>The number of columns; two by default.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Column
    {
        get => _column ?? 0;
        set => _column = value;
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (_autoSize == true && _column is not null)
            ThrowTerminatingError(new ErrorRecord(
                new InvalidDataException("Cmdlet parameters AutoSize and Column are mutually exclusive."), "FormatCannotSpecifyAutosizeAndColumns",
                ErrorCategory.InvalidArgument, null));
        base.BeginProcessing();
        FormatEngine.UseParameters(this, new(
            "FormatWideParameterDefinition", Property is null ? null : [Property], _autoSize, "WideSpecificParameters",
            new Dictionary<string, object?> { ["columns"] = _column }));
    }
}
