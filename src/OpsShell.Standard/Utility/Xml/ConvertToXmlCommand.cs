using System.Management.Automation;
using System.Text;
using System.Xml;

namespace Microsoft.PowerShell.Commands;

/// <summary>Converts objects to XML that shows their properties.</summary>
[Cmdlet(VerbsData.ConvertTo, "Xml", SupportsShouldProcess = false, RemotingCapability = RemotingCapability.None)]
[OutputType(typeof(XmlDocument), typeof(string))]
public sealed class ConvertToXmlCommand : PSCmdlet, IDisposable
{
    private readonly StringWriterOfUtf8 _text = new();
    private XmlWriter? _writer;

    /// <summary>How many levels of contained objects are shown with their properties; 1 unless given.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Depth { get; set; } = 1;

    /// <summary>The objects.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, Mandatory = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Leaves out the Type attributes.</summary>
    [Parameter]
    public SwitchParameter NoTypeInformation { get; set; }

    /// <summary>
    /// Document: one XmlDocument. String: one string. Stream: a string for each object and for the tags around them.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateSet("Stream", "String", "Document")]
    public string As { get; set; } = "Document";

    private bool AsStream => As.Equals("Stream", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (AsStream)
        {
            WriteObject("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
            WriteObject("<Objects>");
            return;
        }
        _writer = NewWriter(_text, declaration: true);
        _writer.WriteStartElement("Objects");
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_writer is not null)
        {
            new XmlObjectWriter(_writer, !NoTypeInformation).Write(InputObject, Depth);
            return;
        }
        using var text = new StringWriterOfUtf8();
        using (var writer = NewWriter(text, declaration: false))
            new XmlObjectWriter(writer, !NoTypeInformation).Write(InputObject, Depth);
        WriteObject(text.ToString());
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_writer is null)
        {
            WriteObject("</Objects>");
            return;
        }
        _writer.WriteEndElement();
        _writer.Flush();
        if (As.Equals("String", StringComparison.OrdinalIgnoreCase))
        {
            WriteObject(_text.ToString());
            return;
        }
        var document = new XmlDocument { XmlResolver = null };
        document.LoadXml(_text.ToString());
        WriteObject(document);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer?.Dispose();
        _text.Dispose();
    }

    private static XmlWriter NewWriter(StringWriterOfUtf8 text, bool declaration) => XmlWriter.Create(text, new()
    {
        Indent = true,
        OmitXmlDeclaration = !declaration,
        CheckCharacters = false,
        ConformanceLevel = declaration ? ConformanceLevel.Document : ConformanceLevel.Fragment,
    });

    // The declaration names the encoding of what is written to.
    private sealed class StringWriterOfUtf8() : StringWriter(System.Globalization.CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
