using OpsShell.Core.Probing;

namespace OpsShell.Core.Facts;

/// <summary>Reads the answers of commands whose text is a script: errors name the tool, never the whole script.</summary>
public static class CommandAnswer
{
    /// <summary>What the command brought in full.</summary>
    /// <exception cref="FactUnavailableException">It did not; the source is <paramref name="source"/>.</exception>
    public static ProbeContent Content(ProbeResults results, ProbeItem item, string source) =>
        results.Find(item) is { Status: ProbeStatus.Ok, Contents: [var content, ..] }
            ? content
            : throw new FactUnavailableException(source, results.Find(item).Status, results.Find(item).Reason);

    /// <summary>What the parser makes of the text.</summary>
    /// <exception cref="FactUnavailableException">It was not understood; the source is <paramref name="source"/>.</exception>
    public static T Parse<T>(string source, string text, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            throw new FactUnavailableException(source, ProbeStatus.Failed, $"its text was not understood: {error.Message}", error);
        }
    }
}
