namespace OpsShell.Core.Nodes;

/// <summary>What may be a node's name: it stands in tables, file names and on the wire, so it is kept plain.</summary>
internal static class NodeName
{
    /// <summary>Longest name, as for a host name (RFC 1035, section 2.3.4).</summary>
    public const int MaximumLength = 253;

    /// <summary>Why the text cannot be a node's name, or null when it can.</summary>
    public static string? Problem(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty)
            return "a node's name is empty";
        if (name.Length > MaximumLength)
            return $"a node's name has {name.Length} characters; {MaximumLength} is the most";
        if (name[0] == '-')
            return $"the node name '{name}' begins with '-', which programs would take for an option";
        foreach (var c in name)
        {
            if (!IsAllowed(c))
                return $"the node name '{name}' has the character '{c}' (U+{(int)c:X4}); letters, digits and . _ - : % [ ] are allowed";
        }
        return null;
    }

    /// <summary>The text with everything that may not stand in a name replaced; <paramref name="fallback"/> when nothing is left.</summary>
    public static string From(ReadOnlySpan<char> text, string fallback)
    {
        Span<char> name = stackalloc char[Math.Min(text.Length, MaximumLength)];
        for (var i = 0; i < name.Length; i++)
            name[i] = IsAllowed(text[i]) ? text[i] : '_';
        var clean = name.Trim().TrimStart('-');
        return clean.IsEmpty ? fallback : clean.ToString();
    }

    private static bool IsAllowed(char c) =>
        char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or ':' or '%' or '[' or ']' || (c > '\x7f' && char.IsLetterOrDigit(c));
}
