using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Xml;

namespace Microsoft.PowerShell.Commands;

/// <summary>Makes the content of a request of what the user gave.</summary>
internal static class WebContent
{
    /// <summary>The content of a -Body.</summary>
    /// <param name="body">Text, bytes, a stream, XML, a dictionary (sent as a form) or ready content.</param>
    /// <param name="encoding">How text is encoded.</param>
    public static HttpContent Of(object body, Encoding encoding) => body switch
    {
        HttpContent content => content,
        byte[] bytes => new ByteArrayContent(bytes),
        Stream stream => new StreamContent(stream),
        XmlNode xml => new ByteArrayContent(XmlEncoding(xml).GetBytes(xml.OuterXml)),
        IDictionary fields => new ByteArrayContent(encoding.GetBytes(FormText(fields))),
        _ => new ByteArrayContent(encoding.GetBytes(LanguagePrimitives.ConvertTo<string>(body))),
    };

    /// <summary>Names and values as 'a=1&amp;b=2', escaped.</summary>
    public static string FormText(IDictionary fields)
    {
        var text = new StringBuilder();
        foreach (DictionaryEntry field in fields)
        {
            if (text.Length > 0)
                text.Append('&');
            text.Append(WebUtility.UrlEncode($"{field.Key}")).Append('=').Append(WebUtility.UrlEncode(field.Value?.ToString() ?? ""));
        }
        return text.ToString();
    }

    /// <summary>The content of a -Form: files and values as parts.</summary>
    public static MultipartFormDataContent OfForm(IDictionary form)
    {
        var parts = new MultipartFormDataContent();
        foreach (DictionaryEntry field in form)
            AddField(parts, $"{field.Key}", Plain(field.Value));
        return parts;
    }

    private static void AddField(MultipartFormDataContent parts, string name, object? value)
    {
        IEnumerable values = value is IEnumerable items and not string ? items : new[] { value };
        foreach (var one in values)
            AddPart(parts, name, Plain(one));
    }

    private static void AddPart(MultipartFormDataContent parts, string name, object? value)
    {
        HttpContent part = value is FileInfo file ? FilePart(file)
            : new StringContent(LanguagePrimitives.ConvertTo<string>(value));
        part.Headers.ContentDisposition ??= new ContentDispositionHeaderValue("form-data");
        part.Headers.ContentDisposition.Name = name;
        parts.Add(part);
    }

    private static StreamContent FilePart(FileInfo file)
    {
        var part = new StreamContent(file.OpenRead());
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        part.Headers.ContentDisposition =
            new ContentDispositionHeaderValue("form-data") { FileName = file.Name, FileNameStar = file.Name };
        return part;
    }

    private static Encoding XmlEncoding(XmlNode xml) =>
        xml is XmlDocument { FirstChild: XmlDeclaration { Encoding.Length: > 0 } declaration }
            ? Encoding.GetEncoding(declaration.Encoding)
            : Encoding.UTF8;

    private static object? Plain(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
