using System.Globalization;
using System.Management.Automation;
using System.Xml;

namespace Microsoft.PowerShell.Commands;

/// <summary>Makes of objects the text that Export-Clixml would write.</summary>
[Cmdlet(VerbsData.ConvertTo, "CliXml")]
[OutputType(typeof(string))]
public sealed class ConvertToClixmlCommand : PSCmdlet, IDisposable
{
    private readonly StringWriter _text = new(CultureInfo.InvariantCulture);
    private XmlWriter? _writer;
    private EngineSerializer? _serializer;

    /// <summary>The objects.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>How many levels of contained objects are followed; 2 unless given, or what a type asks for.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Depth { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _writer = XmlWriter.Create(_text, new() { Indent = true, OmitXmlDeclaration = true });
        _serializer = new EngineSerializer(_writer, Depth);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _serializer!.Serialize(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _serializer!.Done();
        Dispose();
        WriteObject(_text.ToString());
    }

    /// <inheritdoc/>
    public void Dispose() => _writer?.Dispose();
}
