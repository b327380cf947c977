namespace OpsShell.Shell.Editing;

/// <summary>Ctrl-R: a search through the history while its text is typed.</summary>
/// <param name="history">The lines.</param>
/// <param name="before">The text before the search.</param>
/// <param name="cursor">The cursor before the search.</param>
internal sealed class HistorySearch(CommandHistory history, string before, int cursor)
{
    private int _at = history.Count - 1;

    /// <summary>What is searched for.</summary>
    public string Wanted { get; private set; } = "";

    /// <summary>The line found, or the text before the search.</summary>
    public string Found { get; private set; } = before;

    /// <summary>Where in the line the wanted text is; the former cursor before anything was found.</summary>
    public int Place { get; private set; } = cursor;

    /// <summary>Whether nothing has the wanted text.</summary>
    public bool Failed { get; private set; }

    /// <summary>The text before the search.</summary>
    public string Before { get; } = before;

    /// <summary>The cursor before the search.</summary>
    public int CursorBefore { get; } = cursor;

    /// <summary>Searches for a longer text, from the line at hand on.</summary>
    public void Extend(string text)
    {
        Wanted += text;
        Find(_at, -1);
    }

    /// <summary>Searches for a shorter text, from the newest line on.</summary>
    public void Shorten()
    {
        if (Wanted.Length == 0)
            return;
        Wanted = Wanted[..CellText.ClusterBefore(Wanted, Wanted.Length)];
        Find(history.Count - 1, -1);
    }

    /// <summary>Goes to another line with the text.</summary>
    /// <param name="step">-1 to older lines, 1 to newer ones.</param>
    public void Again(int step)
    {
        if (Wanted.Length == 0)
            return;
        var at = _at + step;
        // Lines that look like the one at hand are no other.
        while (history.FindText(at, step, Wanted) is { } same && history[same] == Found)
            at = same + step;
        Find(at, step);
    }

    private void Find(int from, int step)
    {
        if (Wanted.Length == 0)
        {
            (Found, Place, Failed, _at) = (Before, CursorBefore, false, history.Count - 1);
            return;
        }
        var found = history.FindText(from, step, Wanted);
        Failed = found is null;
        if (found is not { } index)
            return;
        _at = index;
        Found = history[index];
        Place = Found.IndexOf(Wanted, StringComparison.OrdinalIgnoreCase);
    }
}
