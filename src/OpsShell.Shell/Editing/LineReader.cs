namespace OpsShell.Shell.Editing;

/// <summary>Reads a line from a terminal with all the help there is.</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="history">The lines before.</param>
/// <param name="syntax">The language.</param>
/// <param name="completer">Completes.</param>
/// <param name="settings">What the user can set.</param>
internal sealed class LineReader(ITerminal terminal, CommandHistory history, ISyntax syntax, ICompleter completer, EditorSettings settings) : ILineSource
{
    private const string BeginPasteMarks = "\u001b[?2004h", EndPasteMarks = "\u001b[?2004l";
    private const string ClearScreen = "\u001b[H\u001b[2J";

    // A key's sequence comes in one piece but for a slow line; longer than this it is Escape alone.
    private static readonly TimeSpan SequenceTime = TimeSpan.FromMilliseconds(100), CompletionGlance = TimeSpan.FromMilliseconds(20);
    private readonly KeyDecoder _decoder = new();
    private readonly Queue<KeyPress> _keys = new();
    private readonly ScreenPainter _painter = new();
    private int _width;

    /// <summary>Called when the first prompt stands and nothing was typed: the time for work that a later key will need.</summary>
    public Action? WhenIdle { get; set; }

    public ReadResult Read(string prompt)
    {
        var lastLine = prompt.LastIndexOf('\n') + 1;
        var (head, tail) = (prompt[..lastLine].ReplaceLineEndings("\r\n"), prompt[lastLine..]);
        var editor = new LineEditor(history, syntax, Complete, settings);
        using var raw = terminal.EnterRawMode();
        terminal.Write(BeginPasteMarks + BeginLine(terminal.Size.Width) + head);
        _painter.Forget();
        try
        {
            return Edit(editor, head, tail);
        }
        finally
        {
            terminal.Write(EndPasteMarks);
        }
    }

    private ReadResult Edit(LineEditor editor, string head, string prompt)
    {
        Draw(editor, prompt);
        WhenIdle?.Invoke();
        WhenIdle = null;
        while (true)
        {
            if (!_keys.TryDequeue(out var key))
            {
                if (!Wait(editor, prompt))
                    return new(EditStep.End, "");
                continue;
            }
            var step = editor.Process(key);
            if (step == EditStep.Clear)
            {
                terminal.Write(ClearScreen + head);
                _painter.Forget();
            }
            else if (step != EditStep.Editing)
            {
                return Finish(editor, prompt, step == EditStep.Accept && TakeInterrupt() ? EditStep.Cancel : step);
            }
            // What comes at once, such as keys held down over a slow line, is shown at once.
            if (_keys.Count == 0)
                Draw(editor, prompt);
        }
    }

    /// <summary>Waits for keys; false when none will come.</summary>
    private bool Wait(LineEditor editor, string prompt)
    {
        var next = terminal.Next(_decoder.IsPending && !_decoder.IsPasting ? SequenceTime : null);
        switch (next.Kind)
        {
            case TerminalEventKind.Closed:
                return false;
            case TerminalEventKind.Redraw:
                terminal.Write(_painter.Erase(terminal.Size.Width));
                Draw(editor, prompt);
                return true;
            default:
                Take(next);
                return true;
        }
    }

    private void Take(TerminalEvent next)
    {
        foreach (var key in next.Kind == TerminalEventKind.Bytes ? _decoder.Feed(next.Bytes.Span) : _decoder.Flush())
            _keys.Enqueue(key);
    }

    /// <summary>Takes a Ctrl-C that came in one piece with the Enter, and what was typed before it: it was meant for the line.</summary>
    private bool TakeInterrupt()
    {
        if (!_keys.Any(key => key.IsControl('c')))
            return false;
        while (!_keys.Dequeue().IsControl('c'))
        {
            // As a terminal drops what was typed before its interrupt key.
        }
        return true;
    }

    private void Draw(LineEditor editor, string prompt)
    {
        editor.Size = terminal.Size;
        if (_width != editor.Size.Width && _width != 0)
            terminal.Write(_painter.Erase(editor.Size.Width));
        _width = editor.Size.Width;
        terminal.Write(_painter.Paint(FrameBuilder.Build(editor.View(prompt), editor.Size), _width));
    }

    private ReadResult Finish(LineEditor editor, string prompt, EditStep step)
    {
        var view = editor.FinalView(prompt);
        var frame = FrameBuilder.BuildWhole(view, editor.Size);
        // A text higher than the screen goes by once as a whole when it is run, so that it can be read above.
        var isHigher = frame.Rows.Count > editor.Size.Height;
        if (isHigher && step == EditStep.Accept)
            terminal.Write(_painter.Erase(_width));
        else if (isHigher)
            frame = FrameBuilder.Build(view, editor.Size);
        terminal.Write(_painter.Paint(frame, _width));
        terminal.Write((step == EditStep.Cancel ? "^C" : "") + _painter.Leave());
        return new(step, editor.Buffer.Text);
    }

    /// <summary>Completes, and looks at the keyboard meanwhile: a completer may ask a node that does not answer.</summary>
    private CompletionList Complete(string text, int cursor)
    {
        using var cancel = new CancellationTokenSource();
        var completing = Task.Run(() => completer.Complete(text, cursor, cancel.Token), CancellationToken.None);
        while (!completing.Wait(CompletionGlance, CancellationToken.None))
        {
            var next = terminal.Next(TimeSpan.Zero);
            if (next.Kind == TerminalEventKind.Closed)
                cancel.Cancel();
            Take(next);
            if (_keys.Any(key => key.Key == EditorKey.Escape || key.IsControl('c') || key.IsControl('g')))
                cancel.Cancel();
        }
        return cancel.IsCancellationRequested ? CompletionList.None : completing.Result;
    }

    /// <summary>
    /// To the begin of a row whatever was written before: a mark shows where output did not end its line, and where it did, the
    /// blanks lead back over the mark, and the prompt is written over it.
    /// </summary>
    private static string BeginLine(int width) => $"\u001b[7m%\u001b[0m{new string(' ', Math.Max(0, width - 1))}\r\u001b[K";
}
