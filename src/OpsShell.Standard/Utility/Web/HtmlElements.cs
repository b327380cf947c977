using System.Management.Automation;
using System.Text.RegularExpressions;

namespace Microsoft.PowerShell.Commands;

/// <summary>Finds elements in HTML by their tags, without building a document.</summary>
internal static partial class HtmlElements
{
    // A hostile page must not keep the search busy for ever.
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(10);

    /// <summary>The elements of a tag, each with outerHTML, tagName and its attributes.</summary>
    public static WebCmdletElementCollection Find(string html, string tag, bool hasContent)
    {
        var end = hasContent ? $@".*?</{tag}\s*>" : "";
        var matches = Regex.Matches(html, $@"<{tag}\b(?<attributes>[^>]*)>{end}",
            RegexOptions.IgnoreCase | RegexOptions.Singleline, _limit);
        return new([.. matches.Select(match => Element(match.Value, tag, match.Groups["attributes"].Value))]);
    }

    private static PSObject Element(string outer, string tag, string attributes)
    {
        var element = new PSObject();
        element.Properties.Add(new PSNoteProperty("outerHTML", outer));
        element.Properties.Add(new PSNoteProperty("tagName", tag));
        foreach (Match attribute in Attribute().Matches(attributes))
        {
            var name = attribute.Groups["name"].Value;
            if (element.Properties[name] is null)
                element.Properties.Add(new PSNoteProperty(name, Value(attribute)));
        }
        return element;
    }

    private static string? Value(Match attribute) => attribute.Groups["value"] is { Success: true } value ? value.Value : null;

    [GeneratedRegex("""(?<name>[^\s=/"'>]+)(?:\s*=\s*(?:"(?<value>[^"]*)"|'(?<value>[^']*)'|(?<value>[^\s"'>]+)))?""")]
    private static partial Regex Attribute();
}
