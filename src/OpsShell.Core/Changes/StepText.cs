using System.Globalization;
using System.Text;

namespace OpsShell.Core.Changes;

/// <summary>What the kinds of steps share about text. Pure.</summary>
internal static class StepText
{
    private static readonly char[] _blanks = [' ', '\t', '\n'];

    /// <summary>Runs of blanks as one, none at the ends: what the shell's own splitting makes of it on the node.</summary>
    public static string Normalise(string text) => string.Join(' ', text.Split(_blanks, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Throws unless it is a plain absolute path that means the same file to everyone.</summary>
    public static void RequirePath(string path)
    {
        RequireText(path);
        if (!path.StartsWith('/') || path.EndsWith('/') || path.Any(char.IsControl) || path[1..].Split('/').Any(part => part is "" or "." or ".."))
            throw new ArgumentException($"'{Text.DisplayText.Clean(path)}' is not a plain absolute path of a file.");
    }

    /// <summary>Throws when no shell can hold the text.</summary>
    public static void RequireText(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("A NUL character cannot be passed to a shell.");
    }

    /// <summary>A file in one line: its text when it is text, its size, and what it has beside its bytes.</summary>
    public static string FileInWords(ReadOnlySpan<byte> content, FileTraits traits)
    {
        const int Longest = 200;
        var text = content.Contains((byte)0) ? "" : Text.DisplayText.Excerpt(Encoding.UTF8.GetString(content), Longest);
        return string.Create(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? $"'{text}' " : "")}({content.Length} bytes, {traits})");
    }
}
