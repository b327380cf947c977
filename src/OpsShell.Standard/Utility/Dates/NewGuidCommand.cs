using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Makes a GUID.</summary>
[Cmdlet(VerbsCommon.New, "Guid", DefaultParameterSetName = "Default")]
[OutputType(typeof(Guid))]
public sealed class NewGuidCommand : PSCmdlet
{
    /// <summary>Gives the GUID whose digits are all zero.</summary>
    [Parameter(ParameterSetName = "Empty")]
    public SwitchParameter Empty { get; set; }

    /// <summary>Text to make a GUID of.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    [System.Diagnostics.CodeAnalysis.AllowNull]
    public string? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != "InputObject")
        {
            WriteObject(Empty ? Guid.Empty : Guid.NewGuid());
            return;
        }
        if (Guid.TryParse(InputObject, out var guid))
        {
            WriteObject(guid);
            return;
        }
        var why = new FormatException($"'{InputObject}' is not a GUID; write 32 hexadecimal digits, as in {Guid.Empty}.");
        WriteError(new ErrorRecord(why, "StringNotRecognizedAsGuid", ErrorCategory.InvalidArgument, InputObject));
    }
}
