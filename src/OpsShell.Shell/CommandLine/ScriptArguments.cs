using System.Collections;
using System.Collections.Immutable;

namespace OpsShell.Shell.CommandLine;

/// <summary>The words after a script's name, as <c>pwsh -File</c> takes them.</summary>
/// <param name="Named">Parameters by name; a switch has the value true.</param>
/// <param name="Positional">The rest, in order.</param>
internal sealed record ScriptArguments(Hashtable Named, ImmutableArray<string> Positional)
{
    /// <summary>Reads the words: <c>-Name value</c>, <c>-Name:value</c>, <c>-Switch</c>, <c>-Switch:$false</c>, and plain ones.</summary>
    public static ScriptArguments Parse(IReadOnlyList<string> words)
    {
        var named = new Hashtable(StringComparer.OrdinalIgnoreCase);
        var positional = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < words.Count; i++)
        {
            if (!IsName(words[i]))
                positional.Add(words[i]);
            else if (words[i].IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                Add(named, words[i][1..colon], Value(words[i][(colon + 1)..]));
            else if (i + 1 < words.Count && !IsName(words[i + 1]))
                Add(named, words[i][1..], words[++i]);
            else
                Add(named, words[i][1..], true);
        }
        return new(named, positional.ToImmutable());
    }

    /// <summary>A dash and a letter; <c>-5</c> is a number.</summary>
    private static bool IsName(string word) => word.Length > 1 && word[0] == '-' && char.IsLetter(word[1]);

    private static void Add(Hashtable named, string name, object value)
    {
        if (named.ContainsKey(name))
            throw new UsageException($"-{name} is given twice.");
        named[name] = value;
    }

    private static object Value(string word) => word.ToLowerInvariant() switch
    {
        "$true" => true,
        "$false" => false,
        _ => word,
    };
}
