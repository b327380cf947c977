namespace OpsShell.Shell.Editing;

/// <summary>What was cut, the newest last, to be put back.</summary>
internal sealed class KillRing
{
    private const int Capacity = 60;
    private readonly List<string> _killed = [];
    private int _at;

    /// <summary>Keeps a text; what is cut in one go becomes one text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="joins">Whether the key before cut too.</param>
    /// <param name="before">Whether it stood before what was cut then.</param>
    public void Add(string text, bool joins, bool before)
    {
        if (text.Length == 0)
            return;
        if (joins && _killed.Count > 0)
            _killed[^1] = before ? text + _killed[^1] : _killed[^1] + text;
        else
            _killed.Add(text);
        if (_killed.Count > Capacity)
            _killed.RemoveAt(0);
        _at = _killed.Count - 1;
    }

    /// <summary>The newest text, or nothing.</summary>
    public string Newest()
    {
        _at = _killed.Count - 1;
        return _killed.LastOrDefault("");
    }

    /// <summary>The text before the one that was put back last, round about.</summary>
    public string Older()
    {
        if (_killed.Count == 0)
            return "";
        _at = (_at + _killed.Count - 1) % _killed.Count;
        return _killed[_at];
    }
}
