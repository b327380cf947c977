using System.Globalization;
using Humanizer;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Core.Text;

namespace OpsShell.Fleet;

/// <summary>Values as the views of the modules (Format.ps1xml) show them. Pure; invariant culture.</summary>
public static class ViewText
{
    private const int LongestLine = 300;

    /// <summary>Text from a node in one line, safe to show.</summary>
    public static string Line(object? value) => DisplayText.Clean(Text(value));

    /// <summary>The same, cut to a length.</summary>
    public static string Excerpt(object? value, int length) => DisplayText.Excerpt(Text(value), length);

    /// <summary>Text from a node in several lines, safe to show.</summary>
    public static string Lines(object? value) => DisplayText.CleanLines(Text(value));

    /// <summary>A duration: <c>0.8 ms</c>, <c>12 ms</c>, <c>1.2 s</c>, <c>3 minutes, 4 seconds</c>; empty for null.</summary>
    public static string Duration(TimeSpan? value) => value switch
    {
        null => "",
        { TotalMilliseconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{value.Value.TotalMilliseconds:0.0} ms"),
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{value.Value.TotalMilliseconds:0} ms"),
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{value.Value.TotalSeconds:0.0} s"),
        _ => value.Value.Humanize(2, CultureInfo.InvariantCulture),
    };

    /// <summary>The same for what may be far below a millisecond: <c>54 µs</c>; empty for null.</summary>
    public static string FineDuration(TimeSpan? value) => value is { TotalMilliseconds: < 1 } fine
        ? string.Create(CultureInfo.InvariantCulture, $"{fine.TotalMicroseconds:0} µs")
        : Duration(value);

    /// <summary>A number of bytes: <c>512 B</c>, <c>1.5 MB</c> (in steps of 1024); empty for null.</summary>
    public static string Size(long? bytes) => bytes == 0 ? "0 B" : bytes?.Bytes().Humanize("0.#", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The first line of output and how many more there are; of the errors when there is no output.</summary>
    public static string Summary(string output, string error)
    {
        var text = output.Length > 0 ? output : error;
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0)
            return Excerpt(text, LongestLine);
        var more = text.AsSpan(end).Count('\n');
        return string.Create(CultureInfo.InvariantCulture, $"{Excerpt(text[..end], LongestLine)} (+{more} lines)");
    }

    /// <summary>Where a node is reached: user, host and port as far as they are said, or a path.</summary>
    public static string Address(Node node)
    {
        if (node.Transport != NodeTransport.Ssh)
            return Line(node.Path);
        var user = node.Ssh.UserName is { } name ? name + "@" : "";
        var port = node.Ssh.Port is { } number ? string.Create(CultureInfo.InvariantCulture, $":{number}") : "";
        return Line(user + (node.Ssh.HostName ?? node.Name) + port);
    }

    /// <summary>Labels: <c>role=gateway site=eu</c>.</summary>
    public static string Labels(IEnumerable<KeyValuePair<string, string>> labels) =>
        Line(string.Join(' ', labels.Select(label => $"{label.Key}={label.Value}")));

    /// <summary>Items by status: <c>140 Ok, 3 Missing</c>.</summary>
    public static string Counts(IEnumerable<KeyValuePair<ProbeStatus, int>> counts) =>
        string.Join(", ", counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {count.Key}")));

    private static string Text(object? value) => value is null ? "" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
