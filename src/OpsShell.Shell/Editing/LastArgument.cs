namespace OpsShell.Shell.Editing;

/// <summary>Alt-.: the last word of the line before, and of older lines when the key comes again.</summary>
/// <param name="history">The lines.</param>
/// <param name="buffer">The text to insert in.</param>
internal sealed class LastArgument(CommandHistory history, EditBuffer buffer)
{
    private int _line = history.Count;
    private (int Start, int Length) _inserted = (buffer.Cursor, 0);

    /// <summary>Inserts the word, in the place of the one inserted before.</summary>
    public void Insert()
    {
        if (_line == 0)
            return;
        var word = LastWord(history[--_line]);
        buffer.Replace(_inserted.Start, _inserted.Length, word);
        _inserted = (_inserted.Start, word.Length);
    }

    /// <summary>What stands behind the last blank that is not in quotes.</summary>
    private static string LastWord(string line)
    {
        var trimmed = line.TrimEnd();
        var (start, quote) = (0, '\0');
        for (var i = 0; i < trimmed.Length; i++)
        {
            if (quote != '\0')
                quote = trimmed[i] == quote ? '\0' : quote;
            else if (trimmed[i] is '\'' or '"')
                quote = trimmed[i];
            else if (char.IsWhiteSpace(trimmed[i]))
                start = i + 1;
        }
        return trimmed[start..];
    }
}
