using System.Globalization;
using OpsShell.Core.Text;

namespace OpsShell.Core.Nodes;

/// <summary>
/// A selector cannot be read, or selects nothing. The message has a second and third line with the selector and a caret
/// under the place; <see cref="Reason"/> is the first line alone.
/// </summary>
public sealed class SelectorException : Exception
{
    private const int Context = 60;

    /// <summary>Makes one.</summary>
    /// <param name="selector">The whole selector, as the user typed it.</param>
    /// <param name="column">The character that is wrong, from 1.</param>
    /// <param name="message">What is wrong, and the way out.</param>
    public SelectorException(string selector, int column, string message)
        : base(Compose(selector, column, message))
    {
        Selector = selector;
        Column = column;
        Reason = message;
    }

    /// <summary>The whole selector, as the user typed it.</summary>
    public string Selector { get; }

    /// <summary>The character that is wrong, from 1.</summary>
    public int Column { get; }

    /// <summary>What is wrong, in one line.</summary>
    public string Reason { get; }

    /// <summary>A long selector is cut to what stands around the place.</summary>
    private static string Compose(string selector, int column, string message)
    {
        var index = Math.Clamp(column - 1, 0, selector.Length);
        var start = Math.Max(0, index - Context);
        var end = Math.Min(selector.Length, index + Context);
        var before = DisplayText.Clean(selector[start..index]);
        var after = DisplayText.Clean(selector[index..end]);
        var lead = start > 0 ? "..." : "";
        var trail = end < selector.Length ? "..." : "";
        var caret = new string(' ', lead.Length + before.Length) + '^';
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Selector, column {column}: {DisplayText.Clean(message)}\n  {lead}{before}{after}{trail}\n  {caret}");
    }
}
