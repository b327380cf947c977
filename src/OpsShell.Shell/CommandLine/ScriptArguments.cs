using System.Collections;
using System.Collections.Immutable;
using System.Management.Automation;

namespace OpsShell.Shell.CommandLine;

/// <summary>The words after a script's name, as <c>pwsh -File</c> takes them; both parts are to be splatted.</summary>
/// <param name="Named">What was given as <c>-Name:value</c>.</param>
/// <param name="Words">
/// The rest, in order. A parameter's name among them is marked as the engine marks it in <c>$args</c>, so that the engine, which
/// knows the script's parameters, decides whether the next word is its value (<c>-Name web01</c>) or not (<c>-WhatIf web01</c>).
/// </param>
internal sealed record ScriptArguments(Hashtable Named, ImmutableArray<object> Words)
{
    private const string EngineMark = "<CommandParameterName>";

    /// <summary>Reads the words: <c>-Name value</c>, <c>-Name:value</c>, <c>-Switch</c>, <c>-Switch:$false</c>, and plain ones.</summary>
    /// <exception cref="UsageException">A name is given twice with a colon.</exception>
    public static ScriptArguments Parse(IReadOnlyList<string> words)
    {
        var named = new Hashtable(StringComparer.OrdinalIgnoreCase);
        var rest = ImmutableArray.CreateBuilder<object>();
        foreach (var word in words)
        {
            if (!IsName(word))
                rest.Add(word);
            else if (word.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                Add(named, word[1..colon], Value(word[(colon + 1)..]));
            else
                rest.Add(Name(word));
        }
        return new(named, rest.ToImmutable());
    }

    /// <summary>A dash and a letter; <c>-5</c> is a number.</summary>
    private static bool IsName(string word) => word.Length > 1 && word[0] == '-' && char.IsLetter(word[1]);

    private static PSObject Name(string word)
    {
        var name = new PSObject(word);
        name.Properties.Add(new PSNoteProperty(EngineMark, word[1..]));
        return name;
    }

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
