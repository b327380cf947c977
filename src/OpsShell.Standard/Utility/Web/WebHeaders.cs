using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace Microsoft.PowerShell.Commands;

/// <summary>The headers of responses and requests.</summary>
internal static partial class WebHeaders
{
    // These belong to the content of a request, and .NET keeps them there.
    private static readonly HashSet<string> _ofContent = new(StringComparer.OrdinalIgnoreCase)
    {
        "Allow", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Length", "Content-Location",
        "Content-MD5", "Content-Range", "Content-Type", "Expires", "Last-Modified",
    };

    /// <summary>Whether a header belongs to the content of a request.</summary>
    public static bool IsOfContent(string name) => _ofContent.Contains(name);

    /// <summary>All headers of a response.</summary>
    public static Dictionary<string, IEnumerable<string>> All(this HttpResponseMessage response)
    {
        var all = new Dictionary<string, IEnumerable<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
            all[name] = values.ToArray(); // A real array: its name is shown in the table of headers.
        return all;
    }

    /// <summary>Adds a header, checked or as it is.</summary>
    public static void Put(this HttpHeaders headers, string name, string value, bool unchecked_)
    {
        if (unchecked_)
            headers.TryAddWithoutValidation(name, value);
        else
            headers.Add(name, value);
    }

    /// <summary>The status line and the headers, as they came.</summary>
    public static string RawText(this HttpResponseMessage response)
    {
        var text = new StringBuilder();
        text.AppendLine(System.Globalization.CultureInfo.InvariantCulture,
            $"HTTP/{response.Version} {(int)response.StatusCode} {response.ReasonPhrase}");
        foreach (var (name, values) in response.All())
        {
            foreach (var value in values)
                text.Append(name).Append(": ").AppendLine(value);
        }
        return text.AppendLine().ToString();
    }

    /// <summary>The addresses of the Link header by their relations, such as next.</summary>
    public static Dictionary<string, string> Links(this HttpResponseMessage response)
    {
        var links = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (!response.Headers.TryGetValues("Link", out var values))
            return links;
        foreach (var match in values.SelectMany(value => LinkValue().Matches(value)))
        {
            var address = new Uri(response.RequestMessage!.RequestUri!, match.Groups["url"].Value);
            links.TryAdd(match.Groups["rel"].Value, address.AbsoluteUri);
        }
        return links;
    }

    [GeneratedRegex("""<(?<url>[^>]+)>[^,]*?;\s*rel\s*=\s*(?:"(?<rel>[^"]+)"|(?<rel>[^,;\s]+))""", RegexOptions.IgnoreCase)]
    private static partial Regex LinkValue();
}
