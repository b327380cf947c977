using System.Globalization;
using Humanizer;
using OpsShell.Core.Text;

namespace OpsShell.Fleet;

/// <summary>Values as the views of the modules (Format.ps1xml) show them. Pure; invariant culture.</summary>
public static class ViewText
{
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

    /// <summary>A number of bytes: <c>512 B</c>, <c>1.5 MB</c> (in steps of 1024); empty for null.</summary>
    public static string Size(long? bytes) => bytes?.Bytes().Humanize("0.#", CultureInfo.InvariantCulture) ?? "";

    private static string Text(object? value) => value is null ? "" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
