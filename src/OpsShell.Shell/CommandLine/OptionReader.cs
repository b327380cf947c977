namespace OpsShell.Shell.CommandLine;

/// <summary>
/// Reads options as PowerShell's own parameters are read: any case, one dash or two, <c>-Name value</c> or
/// <c>-Name:value</c>, and any beginning of a name that only one option has.
/// </summary>
/// <param name="options">The options, by name; true when one takes a value.</param>
internal sealed class OptionReader(IReadOnlyDictionary<string, bool> options)
{
    /// <summary>One word or option as it stood.</summary>
    /// <param name="Name">The option's full name; null for a plain word.</param>
    /// <param name="Value">The word, or the option's value; empty for a switch.</param>
    public readonly record struct Read(string? Name, string Value);

    /// <summary>Reads all words.</summary>
    /// <exception cref="UsageException">An option is unknown, ambiguous, or lacks its value.</exception>
    public IEnumerable<Read> ReadAll(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Length < 2 || words[i][0] != '-')
            {
                yield return new Read(null, words[i]);
                continue;
            }
            var word = words[i].TrimStart('-');
            var split = word.AsSpan().IndexOfAny(':', '=');
            var name = FullName(split < 0 ? word : word[..split], words[i]);
            if (!options[name])
            {
                yield return split < 0 ? new Read(name, "") : throw new UsageException($"{words[i]}: -{name} takes no value.");
                continue;
            }
            if (split < 0 && i + 1 >= words.Count)
                throw new UsageException($"-{name} needs a value.");
            yield return new Read(name, split < 0 ? words[++i] : word[(split + 1)..]);
        }
    }

    private string FullName(string name, string word)
    {
        if (options.Keys.FirstOrDefault(option => option.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } exact)
            return exact;
        var beginning = options.Keys.Where(option => option.StartsWith(name, StringComparison.OrdinalIgnoreCase)).ToList();
        return beginning switch
        {
            [var only] => only,
            [] => throw new UsageException($"There is no option '{word}'. Options: {string.Join(" ", options.Keys.Select(option => "-" + option))}."),
            _ => throw new UsageException($"'{word}' may be {string.Join(" or ", beginning.Select(option => "-" + option))}."),
        };
    }
}
