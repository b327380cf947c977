
namespace Microsoft.PowerShell.Commands;

/// <summary>The answer to a web request.</summary>
public class WebResponseObject
{
    /// <param name="response">The answer.</param>
    /// <param name="content">Its content, read to the end.</param>
    public WebResponseObject(HttpResponseMessage response, MemoryStream content)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(content);
        BaseResponse = response;
        RawContentStream = content;
        Headers = response.All();
        RelationLink = response.Links();
        RawContent = response.RawText() + WebReading.Decode(content.ToArray(), response).Text;
    }

    /// <summary>The answer as .NET has it.</summary>
    public HttpResponseMessage BaseResponse { get; }

    /// <summary>The bytes of the content.</summary>
    public byte[] Content => RawContentStream.ToArray();

    /// <summary>The headers, with all values of each.</summary>
    public Dictionary<string, IEnumerable<string>> Headers { get; }

    /// <summary>Status line, headers and content as text.</summary>
    public string RawContent { get; }

    /// <summary>The length of the content in bytes.</summary>
    public long RawContentLength => RawContentStream.Length;

    /// <summary>The content as a stream.</summary>
    public MemoryStream RawContentStream { get; }

    /// <summary>The addresses of the Link header by their relations, such as next.</summary>
    public Dictionary<string, string> RelationLink { get; }

    /// <summary>The status, such as 200.</summary>
    public int StatusCode => (int)BaseResponse.StatusCode;

    /// <summary>The status in words, such as OK.</summary>
    public string? StatusDescription => BaseResponse.ReasonPhrase;

    /// <summary>The content as characters, with dots for those that do not print.</summary>
    public override string ToString() => string.Concat(Content.Select(value => value is >= 32 and < 127 or 9 or 10 or 13
        ? (char)value : '.'));
}
