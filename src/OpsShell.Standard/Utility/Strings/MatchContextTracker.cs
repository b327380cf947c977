namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Follows the lines of one file (or of the pipeline) and gives each match the lines around it, once they are known. What is
/// shown
/// differs from what a match has: a line between two matches near each other is shown once, with the first.
/// </summary>
internal sealed class MatchContextTracker(int before, int after)
{
    private readonly Queue<string> _recent = new();
    private readonly Queue<string> _unshown = new();
    private readonly Queue<(MatchInfo Match, List<string> After)> _waiting = new();
    private readonly List<string> _shownAfter = [];
    private MatchInfo? _showing;

    /// <summary>The matches whose context is complete, in order; who reads it empties it.</summary>
    public Queue<MatchInfo> Ready { get; } = new();

    /// <summary>Sees a line without a match.</summary>
    public void TrackLine(string line)
    {
        AddAfter(line);
        Remember(_recent, line);
        if (_showing is null)
        {
            Remember(_unshown, line);
            return;
        }
        _shownAfter.Add(line);
        if (_shownAfter.Count >= after)
            FinishShowing();
    }

    /// <summary>Sees a match.</summary>
    public void TrackMatch(MatchInfo match)
    {
        // What follows an earlier match is shown only as far as this one.
        FinishShowing();
        AddAfter(match.Line);
        if (match.Context is { } context)
        {
            context.PreContext = [.. _recent];
            context.DisplayPreContext = [.. _unshown];
            _unshown.Clear();
            _showing = after > 0 ? match : null;
        }
        Remember(_recent, match.Line);
        if (match.Context is null || after == 0)
            Ready.Enqueue(match);
        else
            _waiting.Enqueue((match, []));
    }

    /// <summary>There are no more lines: what still waits is as complete as it gets.</summary>
    public void TrackEnd()
    {
        FinishShowing();
        while (_waiting.TryDequeue(out var waiting))
            Finish(waiting.Match, waiting.After);
    }

    private void AddAfter(string line)
    {
        foreach (var (_, lines) in _waiting)
            lines.Add(line);
        while (_waiting.TryPeek(out var first) && first.After.Count >= after)
        {
            _waiting.Dequeue();
            Finish(first.Match, first.After);
        }
    }

    private void Finish(MatchInfo match, List<string> lines)
    {
        match.Context!.PostContext = [.. lines];
        // A match is given away only when its own display is complete, too.
        if (ReferenceEquals(match, _showing))
            match.Context.DisplayPostContext = [.. lines];
        Ready.Enqueue(match);
    }

    private void FinishShowing()
    {
        if (_showing is not null)
            _showing.Context!.DisplayPostContext = [.. _shownAfter];
        _showing = null;
        _shownAfter.Clear();
    }

    private void Remember(Queue<string> lines, string line)
    {
        if (before == 0)
            return;
        lines.Enqueue(line);
        if (lines.Count > before)
            lines.Dequeue();
    }
}
