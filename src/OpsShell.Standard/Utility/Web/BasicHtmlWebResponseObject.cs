using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>The answer to a web request whose content is text.</summary>
public class BasicHtmlWebResponseObject : WebResponseObject
{
    private WebCmdletElementCollection? _inputFields;
    private WebCmdletElementCollection? _links;
    private WebCmdletElementCollection? _images;

    /// <param name="response">The answer.</param>
    /// <param name="content">Its content, read to the end.</param>
    public BasicHtmlWebResponseObject(HttpResponseMessage response, MemoryStream content)
        : base(response, content)
    {
        ArgumentNullException.ThrowIfNull(content);
        (Content, Encoding) = WebReading.Decode(content.ToArray(), response);
    }

    /// <summary>The text.</summary>
    public new string Content { get; }

    /// <summary>The encoding that the text came in.</summary>
    public Encoding Encoding { get; }

    /// <summary>The input elements of an HTML page, with their attributes.</summary>
    public WebCmdletElementCollection InputFields => _inputFields ??= HtmlElements.Find(Content, "INPUT", hasContent: false);

    /// <summary>The links of an HTML page, with their attributes.</summary>
    public WebCmdletElementCollection Links => _links ??= HtmlElements.Find(Content, "A", hasContent: true);

    /// <summary>The images of an HTML page, with their attributes.</summary>
    public WebCmdletElementCollection Images => _images ??= HtmlElements.Find(Content, "IMG", hasContent: false);

    /// <summary>The text.</summary>
    public override string ToString() => Content;
}
