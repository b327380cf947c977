using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace OpsShell.Core.Probing;

/// <summary>
/// A shell pattern over absolute paths (POSIX 2.13): <c>*</c>, <c>?</c> and <c>[...]</c> within one component, a leading dot
/// matched only by a dot. One implementation for all transports, so that a recording, a mounted root and a live node agree on
/// which files belong to an item.
/// </summary>
internal sealed partial class ShellPattern
{
    private readonly Regex _whole;

    /// <summary>Parses a pattern.</summary>
    /// <exception cref="ArgumentException">It is not absolute, or it has characters that a probe script must not contain.</exception>
    public ShellPattern(string pattern)
    {
        if (!Safe().IsMatch(pattern))
            throw new ArgumentException($"'{pattern}' is not a pattern of an absolute path made of letters, digits and . _ - : + @ , % * ? [ ] ! /.");
        Source = pattern;
        Components = [.. pattern.Split('/', StringSplitOptions.RemoveEmptyEntries)];
        _whole = new Regex("^(?:/" + string.Join('/', Components.Select(ToRegex)) + ")$", RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }

    /// <summary>The pattern as text.</summary>
    public string Source { get; }

    /// <summary>The components between the slashes.</summary>
    public ImmutableArray<string> Components { get; }

    /// <summary>Whether a path matches.</summary>
    public bool IsMatch(string path) => _whole.IsMatch(path);

    /// <summary>Whether a name matches one component.</summary>
    public static bool IsNameMatch(string component, string name) =>
        Regex.IsMatch(name, "^" + ToRegex(component) + "$", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    /// <summary>Whether a component has pattern characters.</summary>
    public static bool HasPattern(string component) => component.AsSpan().IndexOfAny("*?[") >= 0;

    private static string ToRegex(string component)
    {
        var regex = new StringBuilder(component is ['*' or '?' or '[', ..] ? @"(?!\.)" : "");
        for (var i = 0; i < component.Length; i++)
        {
            var end = component[i] == '[' ? component.IndexOf(']', Math.Min(i + 2, component.Length)) : -1;
            if (end > 0)
            {
                var set = component[(i + 1)..end];
                regex.Append('[').Append(set[0] == '!' ? "^/" + Escape(set[1..]) : Escape(set)).Append(']');
                i = end;
                continue;
            }
            regex.Append(component[i] switch
            {
                '*' => "[^/]*",
                '?' => "[^/]",
                var literal => Regex.Escape(literal.ToString()),
            });
        }
        return regex.ToString();
    }

    private static string Escape(string set) =>
        set.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal).Replace("^", "\\^", StringComparison.Ordinal);

    [GeneratedRegex(@"^/[A-Za-z0-9._:+@,%*?\[\]!/-]*$")]
    private static partial Regex Safe();
}
