using OpsShell.Core.Text;

namespace OpsShell.Core.Nodes.Selection;

/// <summary>What a half-typed selector may become.</summary>
internal static class SelectorCompletion
{
    /// <summary>The whole text each time.</summary>
    /// <param name="word">What is typed.</param>
    /// <param name="inventory">The inventory.</param>
    /// <param name="others">Names of hosts from elsewhere; asked for where a name can stand.</param>
    public static IEnumerable<string> Complete(string word, Inventory inventory, Func<IEnumerable<string>> others)
    {
        var start = LastTerm(word);
        var (before, typed) = (word[..start], word[start..]);
        if (typed.StartsWith('@'))
            return StartingWith(inventory.GroupNames.Select(group => $"@{group}"), typed).Select(group => before + group);
        var sign = typed.IndexOf('=', StringComparison.Ordinal);
        var candidates = sign > 0 ? LabelValues(inventory, typed[..sign]) : Names(inventory).Concat(others());
        return StartingWith(candidates, typed).Select(candidate => before + candidate);
    }

    private static IEnumerable<string> Names(Inventory inventory) =>
        inventory.Nodes.Select(node => node.Name)
            .Concat(inventory.GroupNames.Select(group => $"@{group}"))
            .Concat(inventory.Nodes.SelectMany(node => node.Labels.Keys).Distinct(StringComparer.Ordinal).Select(key => $"{key}="))
            .Append("local");

    private static IEnumerable<string> LabelValues(Inventory inventory, string typedKey)
    {
        var key = typedKey.TrimEnd('!');
        return inventory.Nodes
            .Where(node => node.Labels.ContainsKey(key))
            .Select(node => $"{typedKey}={node.Labels[key]}");
    }

    private static IEnumerable<string> StartingWith(IEnumerable<string> candidates, string typed) =>
        candidates.Where(candidate => candidate.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.Ordinal)
            .Order(NaturalOrder.Instance);

    private static int LastTerm(string word)
    {
        var start = 0;
        for (var end = SelectorText.EndOfTerm(word, 0, ",&!"); end < word.Length; end = SelectorText.EndOfTerm(word, start, ",&!"))
        {
            if (word[end] == '!' && end + 1 < word.Length && word[end + 1] == '=')
                break;
            start = end + 1;
        }
        return start;
    }
}
