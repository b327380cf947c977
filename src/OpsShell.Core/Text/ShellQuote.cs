using System.Text;

namespace OpsShell.Core.Text;

/// <summary>Text as one literal word of a POSIX shell.</summary>
internal static class ShellQuote
{
    /// <summary>
    /// The text in single quotes (POSIX 2.2.2), which keep every character but the single quote and NUL literal.
    /// </summary>
    /// <exception cref="ArgumentException">The text has a NUL, which no shell can hold.</exception>
    public static string Quote(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("A NUL character cannot be passed to a shell.", nameof(text));
        return new StringBuilder(text.Length + 2).Append('\'').Append(text.Replace("'", "'\\''", StringComparison.Ordinal)).Append('\'').ToString();
    }
}
