using System.Text;
using System.Text.RegularExpressions;

namespace Microsoft.PowerShell.Commands;

/// <summary>Reads the content of responses.</summary>
internal static partial class WebReading
{
    private const int BufferLength = 81920;

    /// <summary>Copies the content, each read within a time limit.</summary>
    /// <param name="response">Whose content.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="limit">The longest time between two pieces of it; zero for no limit.</param>
    /// <param name="stop">Ends the copy.</param>
    /// <exception cref="TimeoutException">The server was silent for longer.</exception>
    public static void CopyTo(this HttpResponseMessage response, Stream target, TimeSpan limit, CancellationToken stop)
    {
        using var source = response.Content.ReadAsStream(stop);
        var buffer = new byte[BufferLength];
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(stop);
        while (true)
        {
            if (limit > TimeSpan.Zero)
                timer.CancelAfter(limit);
            var count = Read(source, buffer, timer.Token, stop);
            if (count == 0)
                return;
            target.Write(buffer, 0, count);
        }
    }

    private static int Read(Stream source, byte[] buffer, CancellationToken timed, CancellationToken stop)
    {
        try
        {
            return source.ReadAsync(buffer, timed).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException("The server sent nothing for longer than -OperationTimeoutSeconds allows.", e);
        }
    }

    /// <summary>
    /// Decodes text: by the charset of its header, by the mark at its start, by what HTML or XML says in it, or as UTF-8.
    /// </summary>
    public static (string Text, Encoding Encoding) Decode(byte[] content, HttpResponseMessage response)
    {
        var encoding = Find(response.Content.Headers.ContentType?.CharSet?.Trim('"'))
            ?? Find(SaidWithin(content))
            ?? FileEncodingAttribute.Default;
        using var reader = new StreamReader(new MemoryStream(content), encoding, detectEncodingFromByteOrderMarks: true);
        var text = reader.ReadToEnd();
        return (text, reader.CurrentEncoding);
    }

    /// <summary>Whether a media type is one of text.</summary>
    public static bool IsText(string? mediaType) =>
        mediaType is not null
        && (mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || IsJson(mediaType) || IsXml(mediaType)
            || mediaType.Contains("javascript", StringComparison.OrdinalIgnoreCase)
            || mediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a media type is one of JSON.</summary>
    public static bool IsJson(string? mediaType) =>
        mediaType is not null
        && (mediaType.EndsWith("/json", StringComparison.OrdinalIgnoreCase)
            || mediaType.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
            || mediaType.EndsWith("/x-json", StringComparison.OrdinalIgnoreCase)
            || mediaType.EndsWith("/json-sequence", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a media type is one of XML.</summary>
    public static bool IsXml(string? mediaType) =>
        mediaType is not null
        && (mediaType.EndsWith("/xml", StringComparison.OrdinalIgnoreCase)
            || mediaType.EndsWith("+xml", StringComparison.OrdinalIgnoreCase));

    private static string? SaidWithin(byte[] content)
    {
        const int Head = 1024;
        var start = Encoding.ASCII.GetString(content, 0, Math.Min(content.Length, Head));
        var match = CharsetWithin().Match(start);
        return match.Success ? match.Groups["name"].Value : null;
    }

    private static Encoding? Find(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return null;
        try
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(
        """<(?:meta\b[^>]*\bcharset\s*=|\?xml\b[^>]*\bencoding\s*=)\s*["']?(?<name>[\w.:-]+)""",
        RegexOptions.IgnoreCase)]
    private static partial Regex CharsetWithin();
}
