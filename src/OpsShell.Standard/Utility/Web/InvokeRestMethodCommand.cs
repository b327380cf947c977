using System.Management.Automation;
using System.Xml;

namespace Microsoft.PowerShell.Commands;

/// <summary>Makes a web request and writes what the answer holds: objects of JSON, XML, the items of a feed, or text.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "RestMethod", DefaultParameterSetName = "StandardMethod")]
public class InvokeRestMethodCommand : WebRequestPSCmdlet
{
    private int _followed;

    /// <summary>Goes on with the page that the Link header calls next, until there is none.</summary>
    [Parameter]
    [Alias("FL")]
    public SwitchParameter FollowRelLink { get; set; }

    /// <summary>How many pages -FollowRelLink gets at most.</summary>
    [Parameter]
    [Alias("ML")]
    [ValidateRange(1, int.MaxValue)]
    public int MaximumFollowRelLink { get; set; } = int.MaxValue;

    /// <summary>The variable that takes the headers of the answer.</summary>
    [Parameter]
    [Alias("RHV")]
    public string? ResponseHeadersVariable { get; set; }

    /// <summary>The variable that takes the status of the answer.</summary>
    [Parameter]
    public string? StatusCodeVariable { get; set; }

    /// <inheritdoc/>
    private protected override Uri? Next(HttpResponseMessage response) =>
        FollowRelLink && ++_followed < MaximumFollowRelLink && response.Links().TryGetValue("next", out var next) ? new Uri(next)
            : null;

    /// <inheritdoc/>
    private protected override void Receive(HttpResponseMessage response)
    {
        if (!string.IsNullOrEmpty(StatusCodeVariable))
            SessionState.PSVariable.Set(StatusCodeVariable, (int)response.StatusCode);
        if (!string.IsNullOrEmpty(ResponseHeadersVariable))
            SessionState.PSVariable.Set(ResponseHeadersVariable, response.All());
        if (!IsWritten)
        {
            Save(response);
            return;
        }
        using var content = new MemoryStream();
        response.CopyTo(content, ReadLimit, PipelineStopToken);
        Write(response, content.ToArray());
        Save(response, content);
    }

    private void Write(HttpResponseMessage response, byte[] content)
    {
        var (text, encoding) = WebReading.Decode(content, response);
        WriteVerbose($"Content encoding: {encoding.WebName}");
        var type = response.Content.Headers.ContentType?.MediaType;
        var isJson = WebReading.IsJson(type);
        if (isJson && TryReadJson(text, out var value))
            WriteObject(value);
        else if (TryReadXml(text) is { } xml)
            WriteXml(xml);
        else if (!isJson && TryReadJson(text, out value))
            WriteObject(value);
        else
            WriteObject(text);
    }

    private void WriteXml(XmlDocument document)
    {
        if (document.DocumentElement?.LocalName.ToUpperInvariant() is not ("RSS" or "FEED"))
        {
            WriteObject(document);
            return;
        }
        foreach (XmlNode entry in document.SelectNodes("//*[local-name()='item' or local-name()='entry']")!)
            WriteObject(entry);
    }

    private static bool TryReadJson(string text, out object? value)
    {
        value = null;
        try
        {
            if (string.IsNullOrWhiteSpace(text))
                return false;
            value = JsonObject.ConvertFromJson(text, out var error);
            return error is null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static XmlDocument? TryReadXml(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("<"))
            return null;
        try
        {
            // No resolver and no document type: an answer must not read files or other addresses.
            using var reader = XmlReader.Create(new StringReader(text), new()
            {
                CheckCharacters = false,
                DtdProcessing = DtdProcessing.Ignore,
                MaxCharactersFromEntities = 1024,
                XmlResolver = null,
            });
            var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
            document.Load(reader);
            return document;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
