using System.Collections.Immutable;
using System.Management.Automation.Runspaces;

namespace OpsShell.Shell.CommandLine;

/// <summary>The words after a script's name, as <c>pwsh -File</c> takes them.</summary>
internal static class ScriptArguments
{
    /// <summary>
    /// Reads the words: <c>-Name value</c>, <c>-Name:value</c>, <c>-Name: value</c>, <c>-Switch</c>, <c>-Switch:$false</c>, and plain
    /// ones. A name alone stays one: the engine, which knows the script's parameters, decides whether the next word is its value
    /// (<c>-Name web01</c>) or not (<c>-WhatIf web01</c>). No word is ever parsed as PowerShell.
    /// </summary>
    public static ImmutableArray<CommandParameter> Parse(IReadOnlyList<string> words)
    {
        var read = ImmutableArray.CreateBuilder<CommandParameter>();
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            var colon = IsName(word) ? word.IndexOf(':', StringComparison.Ordinal) : -1;
            read.Add(colon switch
            {
                < 0 when IsName(word) => new(word),
                < 0 => new(null, word),
                _ when colon + 1 < word.Length => new(word[..colon], Value(word[(colon + 1)..])),
                _ when i + 1 < words.Count => new(word[..colon], words[++i]),
                _ => new(word[..colon]),
            });
        }
        return read.ToImmutable();
    }

    /// <summary>A dash and more; but <c>-5</c> and <c>-.5</c> are numbers, which pwsh takes for names that no script can have.</summary>
    private static bool IsName(string word) => word is ['-', not (>= '0' and <= '9' or '.'), ..];

    private static object Value(string word) => bool.TryParse(word.AsSpan(word[0] == '$' ? 1 : 0), out var value) ? value : word;
}
