using System.Xml;

namespace Microsoft.PowerShell.Commands;

/// <summary>A node that Select-Xml found.</summary>
public sealed class SelectXmlInfo
{
    private const string FromInput = "InputStream";

    /// <summary>The node.</summary>
    public XmlNode? Node { get; set; }

    /// <summary>The file that it is in, or 'InputStream'.</summary>
    public string Path { get; set; } = FromInput;

    /// <summary>The XPath expression that found it.</summary>
    public string? Pattern { get; set; }

    /// <summary>The content of the node, with its file where it has one.</summary>
    public override string ToString() => Path == FromInput ? Content : $"{Content}:{Path}:{Pattern}";

    private string Content => Node is XmlAttribute ? Node.Value ?? "" : Node?.InnerXml.Trim() ?? "";
}
