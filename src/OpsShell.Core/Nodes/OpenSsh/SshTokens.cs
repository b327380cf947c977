using System.Globalization;
using System.Text;

namespace OpsShell.Core.Nodes.OpenSsh;

/// <summary>The values of the tokens of ssh_config(5) for one host.</summary>
/// <param name="Host"><c>%h</c>: the name after HostName.</param>
/// <param name="Original"><c>%n</c>: the name as the user typed it.</param>
/// <param name="Port"><c>%p</c>.</param>
/// <param name="RemoteUser"><c>%r</c>.</param>
/// <param name="Alias"><c>%k</c>: HostKeyAlias, or else the name as typed.</param>
/// <param name="Environment"><c>%u</c>, <c>%d</c>, <c>~</c> and <c>${NAME}</c>.</param>
internal sealed record SshTokens(string Host, string Original, int Port, string RemoteUser, string Alias, NodeEnvironment Environment)
{
    public static bool Any(string text) => text.Contains('%', StringComparison.Ordinal) || text.Contains("${", StringComparison.Ordinal);

    /// <summary>A path with its tokens, environment variables and <c>~</c> replaced.</summary>
    /// <exception cref="InventoryException">A token is not known here, or a variable is not set.</exception>
    public string ExpandPath(string text, SourcePlace place)
    {
        var path = Expand(ExpandVariables(text, place), place);
        return path == "~" || path.StartsWith("~/", StringComparison.Ordinal) ? Environment.Home + path[1..] : path;
    }

    /// <summary>A text with its tokens replaced.</summary>
    /// <exception cref="InventoryException">A token is not known here.</exception>
    public string Expand(string text, SourcePlace place)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
            return text;
        var expanded = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
                expanded.Append(text[i]);
            else
                expanded.Append(Value(++i < text.Length ? text[i] : '\0', place));
        }
        return expanded.ToString();
    }

    private string Value(char token, SourcePlace place) => token switch
    {
        '%' => "%",
        'd' => Environment.Home,
        'h' => Host,
        'k' => Alias,
        'L' => System.Environment.MachineName.Split('.')[0],
        'n' => Original,
        'p' => Port.ToString(CultureInfo.InvariantCulture),
        'r' => RemoteUser,
        'u' => Environment.UserName,
        '\0' => throw new InventoryException(place, "a '%' stands alone at the end; write '%%' for the sign itself"),
        _ => throw new InventoryException(place, $"the token '%{token}' is not known; %% %d %h %k %L %n %p %r %u are"),
    };

    private string ExpandVariables(string text, SourcePlace place)
    {
        for (var start = text.IndexOf("${", StringComparison.Ordinal); start >= 0; start = text.IndexOf("${", start, StringComparison.Ordinal))
        {
            var end = text.IndexOf('}', start);
            if (end < 0)
                throw new InventoryException(place, "a '${' has no '}'");
            var name = text[(start + 2)..end];
            var value = Environment.Variable(name)
                ?? throw new InventoryException(place, $"the environment variable '{name}' is not set");
            text = string.Concat(text.AsSpan(0, start), value, text.AsSpan(end + 1));
            start += value.Length; // what a variable holds is not expanded again
        }
        return text;
    }
}
