using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Converts JSON text to objects.</summary>
[Cmdlet(VerbsData.ConvertFrom, "Json", RemotingCapability = RemotingCapability.None)]
[OutputType(typeof(PSObject), typeof(OrderedHashtable))]
public class ConvertFromJsonCommand : Cmdlet
{
    private readonly List<string> _lines = [];

    /// <summary>The text: a whole JSON value in each string, or one value over the lines of a file.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string InputObject { get; set; } = "";

    /// <summary>
    /// Makes ordered, case-sensitive hashtables of JSON objects; they may have empty keys and keys that differ in case.
    /// </summary>
    [Parameter]
    public SwitchParameter AsHashtable { get; set; }

    /// <summary>How deep the text may nest; 1024 unless given.</summary>
    [Parameter]
    [ValidateRange(ValidateRangeKind.Positive)]
    public int Depth { get; set; } = 1024;

    /// <summary>Writes a JSON array as one object, not item by item.</summary>
    [Parameter]
    public SwitchParameter NoEnumerate { get; set; }

    /// <summary>What dates become.</summary>
    [Parameter]
    public JsonDateKind DateKind { get; set; } = JsonDateKind.Default;

    /// <inheritdoc/>
    protected override void ProcessRecord() => _lines.Add(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_lines.Count == 0)
            return;
        if (_lines.Count > 1 && !IsWholeValue(_lines[0]))
        {
            Convert(string.Join(Environment.NewLine, _lines));
            return;
        }
        foreach (var line in _lines)
            Convert(line);
    }

    // Where the first string is no JSON by itself, the strings are the lines of one value.
    private bool IsWholeValue(string line)
    {
        try
        {
            return JsonObject.ConvertFromJson(line, AsHashtable, Depth, DateKind, out var error) is not null || error is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private void Convert(string text)
    {
        var result = JsonObject.ConvertFromJson(text, AsHashtable, Depth, DateKind, out var error);
        if (error is not null)
            ThrowTerminatingError(error);
        WriteObject(result, enumerateCollection: !NoEnumerate);
    }
}
