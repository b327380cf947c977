using System.Collections;
using System.Management.Automation;
using System.Xml;

namespace Microsoft.PowerShell.Commands;

/// <summary>Finds nodes in XML by an XPath expression.</summary>
[Cmdlet(VerbsCommon.Select, "Xml", DefaultParameterSetName = InXml)]
[OutputType(typeof(SelectXmlInfo))]
public class SelectXmlCommand : PSCmdlet
{
    private const string InXml = "Xml";
    private const string InPath = "Path";
    private const string InLiteralPath = "LiteralPath";
    private const string InContent = "Content";

    /// <summary>The files; wildcards are allowed.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = InPath)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The files; wildcards are plain characters.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = InLiteralPath)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The XML, as nodes.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true,
        ParameterSetName = InXml)]
    [ValidateNotNullOrEmpty]
    [Alias("Node")]
    public XmlNode[] Xml { get; set; } = [];

    /// <summary>The XML, as text.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InContent)]
    [ValidateNotNullOrEmpty]
    public string[] Content { get; set; } = [];

    /// <summary>The XPath expression; it is case-sensitive.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string XPath { get; set; } = "";

    /// <summary>The prefixes in the expression and the namespaces that they stand for.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public Hashtable? Namespace { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var node in Xml)
            Select(node, file: null);
        foreach (var text in Content)
            SelectIn(text, document => document.LoadXml(text), file: null);
        foreach (var file in Path.SelectMany(path => GetResolvedProviderPathFromPSPath(path, out _)))
            SelectIn(file, document => document.Load(file), file);
        foreach (var file in LiteralPath.Select(GetUnresolvedProviderPathFromPSPath))
            SelectIn(file, document => document.Load(file), file);
    }

    private void SelectIn(string target, Action<XmlDocument> load, string? file)
    {
        // No resolver: a document type must not read files or the web.
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        try
        {
            load(document);
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            var (id, message) = file is null
                ? ("InvalidCastToXmlDocument", $"Cannot convert value \"{target}\" to type \"System.Xml.XmlDocument\". Error: \"{e.Message}\"")
                : ("ProcessingFile", $"The file '{file}' cannot be read: {e.Message}");
            WriteError(new ErrorRecord(new ArgumentException(message, e), id, ErrorCategory.InvalidArgument, target));
            return;
        }
        Select(document, file);
    }

    private void Select(XmlNode node, string? file)
    {
        foreach (XmlNode found in Find(node))
        {
            var info = new SelectXmlInfo { Node = found, Pattern = XPath };
            if (file is not null)
                info.Path = file;
            WriteObject(info);
        }
    }

    private IEnumerable Find(XmlNode node) =>
        (Namespace is null ? node.SelectNodes(XPath) : node.SelectNodes(XPath, Namespaces(node))) as IEnumerable ?? Array.Empty<XmlNode>();

    private XmlNamespaceManager Namespaces(XmlNode node)
    {
        var manager = new XmlNamespaceManager(node is XmlDocument document ? document.NameTable : node.OwnerDocument!.NameTable);
        foreach (DictionaryEntry entry in Namespace!)
            AddNamespace(manager, entry);
        return manager;
    }

    private void AddNamespace(XmlNamespaceManager manager, DictionaryEntry entry)
    {
        if (entry.Value is null)
            ThrowTerminatingError(new ErrorRecord(new PSArgumentException($"The prefix '{entry.Key}' stands for no namespace."),
                "NullReference", ErrorCategory.InvalidArgument, Namespace));
        try
        {
            manager.AddNamespace($"{entry.Key}", $"{entry.Value}");
        }
        catch (ArgumentException e)
        {
            ThrowTerminatingError(new ErrorRecord(new PSArgumentException(
                $"'{entry.Key}' is no prefix for a namespace: {e.Message}"),
                "PrefixError", ErrorCategory.InvalidArgument, Namespace));
        }
    }
}
