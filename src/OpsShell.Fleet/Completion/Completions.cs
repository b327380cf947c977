using System.Management.Automation;
using System.Management.Automation.Language;

namespace OpsShell.Fleet.Completion;

/// <summary>Makes completion results. Pure.</summary>
public static class Completions
{
    /// <summary>Those of the words that begin with what is typed, quoted where PowerShell needs it.</summary>
    /// <param name="typed">What is typed, perhaps with an opening quote.</param>
    /// <param name="words">Words and what they are.</param>
    public static IEnumerable<CompletionResult> Of(string typed, IEnumerable<(string Word, string Description)> words)
    {
        var start = Unquote(typed);
        return words
            .Where(word => word.Word.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            .Select(word => Result(word.Word, word.Description));
    }

    /// <summary>What is typed, without a quote around it or before it.</summary>
    public static string Unquote(string typed) => typed.Trim('\'', '"');

    /// <summary>One word as a result.</summary>
    public static CompletionResult Result(string word, string description) =>
        new(Quote(word), word, CompletionResultType.ParameterValue, description.Length == 0 ? word : description);

    /// <summary>A word with <c>@ , [ ] * ! &amp; ( ) ; | $ #</c>, a space or a quote would mean something else to PowerShell.</summary>
    private static string Quote(string word) =>
        word.All(character => char.IsLetterOrDigit(character) || character is '.' or '_' or '-' or '/' or ':' or '=')
            ? word
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(word)}'";
}
