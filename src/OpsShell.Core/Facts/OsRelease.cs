using System.Collections.Immutable;

namespace OpsShell.Core.Facts;

/// <summary>/etc/os-release, as os-release(5) defines it: shell-like assignments.</summary>
/// <param name="Fields">All fields by name, quotes removed.</param>
public sealed record OsRelease(ImmutableSortedDictionary<string, string> Fields)
{
    /// <summary>The distribution in lower case (<c>opencloudos</c>, <c>centos</c>); <c>linux</c> when not said.</summary>
    public string Id => Fields.GetValueOrDefault("ID", "linux");

    /// <summary>The version; empty for a rolling distribution.</summary>
    public string VersionId => Fields.GetValueOrDefault("VERSION_ID", "");

    /// <summary>The name for people.</summary>
    public string PrettyName => Fields.GetValueOrDefault("PRETTY_NAME", "Linux");

    /// <summary>Reads the file. Lines that are not assignments are no part of the format and are ignored, as the format asks.</summary>
    /// <exception cref="FormatException">There is no assignment at all.</exception>
    public static OsRelease Parse(string text)
    {
        var fields = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var line in TextLine.Of(text))
        {
            var trimmed = line.Text.Trim();
            var equals = trimmed.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && !trimmed.StartsWith('#'))
                fields[trimmed[..equals]] = Unquote(trimmed[(equals + 1)..]);
        }
        return fields.Count > 0 ? new OsRelease(fields.ToImmutable()) : throw new FormatException("there is no NAME=value line");
    }

    private static string Unquote(string value)
    {
        if (value.Length < 2 || value[0] is not ('"' or '\'') || value[^1] != value[0])
            return value;
        var inner = value[1..^1];
        return value[0] == '\'' ? inner : inner.Replace("\\\"", "\"").Replace("\\$", "$").Replace("\\`", "`").Replace("\\\\", "\\");
    }
}
