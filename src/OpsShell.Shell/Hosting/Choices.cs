using System.Collections.Immutable;
using System.Management.Automation.Host;

namespace OpsShell.Shell.Hosting;

/// <summary>What the user can choose from, as pwsh shows it: <c>[Y] Yes  [A] Yes to All  [?] Help (default is "Y"): </c>.</summary>
internal sealed class Choices
{
    private const string Help = "[?] Help ";
    private readonly ImmutableArray<Choice> _choices;

    /// <summary>Reads the labels: the character after <c>&amp;</c> is the key.</summary>
    public Choices(IEnumerable<ChoiceDescription> choices) => _choices = [.. choices.Select(Choice.Of)];

    /// <summary>The question of one line.</summary>
    /// <param name="defaults">What Enter alone chooses; empty for nothing.</param>
    public string Question(params ReadOnlySpan<int> defaults)
    {
        var keys = new List<string>();
        foreach (var index in defaults)
            keys.Add(_choices[index].Name);
        var shown = string.Concat(_choices.Select(choice => $"{choice.Shown}  "));
        return $"{shown}{Help}{keys switch { [] => ": ", [var one] => $"(default is \"{one}\"): ", _ => $"(default choices are {string.Join(",", keys)})" }}";
    }

    /// <summary>What each choice means, a line each.</summary>
    public IEnumerable<string> Meanings => _choices.Select(choice => $"{choice.Name} - {choice.Meaning}");

    /// <summary>What an answer chooses: a key or a whole label, in any case; -1 when nothing.</summary>
    public int Find(string answer)
    {
        bool Is(string text) => text.Length > 0 && string.Equals(text, answer, StringComparison.OrdinalIgnoreCase);
        var chosen = _choices.FirstOrDefault(choice => Is(choice.Label)) ?? _choices.FirstOrDefault(choice => Is(choice.Key));
        return chosen is null ? -1 : _choices.IndexOf(chosen);
    }

    private sealed record Choice(string Key, string Label, string Meaning)
    {
        public string Name => Key.Length > 0 ? Key : Label;

        public string Shown => $"[{Key}] {Label}";

        public static Choice Of(ChoiceDescription description)
        {
            var label = description.Label;
            var mark = label.IndexOf('&', StringComparison.Ordinal);
            return mark < 0
                ? new("", label, description.HelpMessage)
                : new(label[(mark + 1)..].TrimStart() is [var key, ..] ? char.ToUpperInvariant(key).ToString() : "", label.Remove(mark, 1).Trim(), description.HelpMessage);
        }
    }
}
