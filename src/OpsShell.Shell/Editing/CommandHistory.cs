namespace OpsShell.Shell.Editing;

/// <summary>The lines that were entered, the oldest first.</summary>
internal sealed class CommandHistory
{
    private readonly List<string> _lines = [];

    /// <summary>The number of lines.</summary>
    public int Count => _lines.Count;

    /// <summary>A line, from 0 for the oldest.</summary>
    public string this[int index] => _lines[index];

    /// <summary>Adds a line, unless it is empty or the newest already.</summary>
    /// <returns>Whether it was added.</returns>
    public bool Add(string line)
    {
        if (string.IsNullOrWhiteSpace(line) || (_lines.Count > 0 && _lines[^1] == line))
            return false;
        _lines.Add(line);
        Trim();
        return true;
    }

    /// <summary>The most lines to keep; the oldest go.</summary>
    public int Capacity
    {
        get;
        set
        {
            field = value;
            Trim();
        }
    } = int.MaxValue;

    private void Trim() => _lines.RemoveRange(0, Math.Max(0, _lines.Count - Capacity));

    /// <summary>Puts lines of former sessions before those of this one.</summary>
    public void AddFormer(IEnumerable<string> lines)
    {
        _lines.InsertRange(0, lines);
        Trim();
    }

    /// <summary>The next line from a place that begins with a text and is another than the one at hand.</summary>
    /// <param name="from">The place to go on from, not itself looked at.</param>
    /// <param name="step">-1 to older lines, 1 to newer ones.</param>
    /// <param name="prefix">The begin, in any case.</param>
    /// <param name="otherThan">The line to pass over.</param>
    /// <returns>The place, or null.</returns>
    public int? FindPrefix(int from, int step, string prefix, string otherThan)
    {
        for (var i = from + step; i >= 0 && i < _lines.Count; i += step)
        {
            if (_lines[i].StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && _lines[i] != otherThan)
                return i;
        }
        return null;
    }

    /// <summary>The next line from a place, itself included, that has a text in it.</summary>
    /// <param name="from">The place.</param>
    /// <param name="step">-1 to older lines, 1 to newer ones.</param>
    /// <param name="text">The text, in any case.</param>
    /// <returns>The place, or null.</returns>
    public int? FindText(int from, int step, string text)
    {
        for (var i = from; i >= 0 && i < _lines.Count; i += step)
        {
            if (_lines[i].Contains(text, StringComparison.OrdinalIgnoreCase))
                return i;
        }
        return null;
    }

    /// <summary>How the newest line that begins like this one goes on; empty for none. Lines of several lines are left out.</summary>
    public string Suggest(string text)
    {
        if (text.Length == 0 || text.Contains('\n', StringComparison.Ordinal))
            return "";
        var found = _lines.FindLastIndex(line =>
            line.Length > text.Length && line.StartsWith(text, StringComparison.Ordinal) && !line.Contains('\n', StringComparison.Ordinal));
        return found < 0 ? "" : _lines[found][text.Length..];
    }
}
