namespace OpsShell.Shell.Editing;

/// <summary>Going up and down through the lines that begin with what was typed.</summary>
/// <param name="history">The lines.</param>
internal sealed class HistoryWalk(CommandHistory history)
{
    private string? _typed;
    private int _at;

    /// <summary>The next line.</summary>
    /// <param name="current">The line at hand: what was typed, when the walk begins.</param>
    /// <param name="step">-1 to older lines, 1 to newer ones.</param>
    /// <returns>The line, or null when there is no other.</returns>
    public string? Step(string current, int step)
    {
        if (_typed is null)
        {
            if (step > 0)
                return null;
            (_typed, _at) = (current, history.Count);
        }
        if (history.FindPrefix(_at, step, _typed, current) is { } found)
            return history[_at = found];
        if (step < 0 || _at == history.Count)
            return null;
        _at = history.Count;
        return _typed;
    }

    /// <summary>Ends the walk; the next begins anew.</summary>
    public void End() => _typed = null;
}
