using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using OpsShell.Shell.Editing;
using OpsShell.Shell.Hosting;

namespace OpsShell.Shell.Interactive;

/// <summary>Answers that are typed while a command runs: a line with the least of editing, and no history.</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="stop">Ends the command that asks.</param>
internal sealed class TerminalKeyboard(ITerminal terminal, Action stop) : IKeyboard
{
    private static readonly TimeSpan SequenceTime = TimeSpan.FromMilliseconds(100);
    private readonly KeyDecoder _decoder = new();
    private readonly Queue<KeyPress> _keys = new();

    public bool KeyAvailable
    {
        get
        {
            using var raw = terminal.EnterRawMode();
            if (_keys.Count == 0)
                Take(TimeSpan.Zero);
            return _keys.Count > 0;
        }
    }

    public string? ReadLine()
    {
        var text = new EditBuffer();
        return Read(text, echo: true) ? text.Text : null;
    }

    public SecureString ReadSecret()
    {
        var text = new EditBuffer();
        if (!Read(text, echo: false))
            throw new PipelineStoppedException();
        var secret = new SecureString();
        foreach (var character in text.Text)
            secret.AppendChar(character);
        secret.MakeReadOnly();
        return secret;
    }

    public KeyInfo ReadKey(bool echo)
    {
        using var raw = terminal.EnterRawMode();
        var key = Next() ?? throw new PipelineStoppedException();
        StopAt(key);
        if (echo && key.IsTyping)
            terminal.Write(key.Text);
        var character = key switch
        {
            { Key: EditorKey.Enter } => '\r',
            { Key: EditorKey.Tab } => '\t',
            { Key: EditorKey.Backspace } => '\b',
            { Key: EditorKey.Escape } => '\u001b',
            _ => key.Text.FirstOrDefault(),
        };
        return new KeyInfo(VirtualKey(key, character), character, default, keyDown: true);
    }

    /// <summary>Reads until Enter; false at the end of input.</summary>
    private bool Read(EditBuffer text, bool echo)
    {
        using var raw = terminal.EnterRawMode();
        while (Next() is { } key)
        {
            StopAt(key);
            if (key.Key == EditorKey.Enter)
            {
                terminal.Write("\r\n");
                return true;
            }
            if (key.IsControl('d') && text.Text.Length == 0)
                return false;
            if (Edit(text, key) is { Length: > 0 } shown && echo)
                terminal.Write(shown);
        }
        return false;
    }

    /// <summary>Changes the text; gives what shows that on the screen.</summary>
    private static string Edit(EditBuffer text, KeyPress key)
    {
        if (key.IsTyping || key.Key == EditorKey.Paste)
        {
            var line = key.Text.Split('\n')[0];
            text.Insert(line);
            return Shown(line);
        }
        var start = key switch
        {
            { Key: EditorKey.Backspace } => text.CharacterBefore,
            _ when key.IsControl('u') => 0,
            _ when key.IsControl('w') => text.BlankWordStart,
            _ => text.Cursor,
        };
        var width = CellText.Width(text.Remove(start, text.Cursor));
        return new string('\b', width) + new string(' ', width) + new string('\b', width);
    }

    private static string Shown(string line)
    {
        var shown = new System.Text.StringBuilder();
        for (var at = 0; at < line.Length; at += CellText.ClusterLength(line, at))
            shown.Append(CellText.Cell(line.AsSpan(at, CellText.ClusterLength(line, at)), "").Text);
        return shown.ToString();
    }

    private void StopAt(KeyPress key)
    {
        if (!key.IsControl('c'))
            return;
        terminal.Write("^C");
        stop();
        throw new PipelineStoppedException();
    }

    private KeyPress? Next()
    {
        while (_keys.Count == 0)
        {
            if (!Take(_decoder.IsPending && !_decoder.IsPasting ? SequenceTime : null))
                return null;
        }
        return _keys.Dequeue();
    }

    private bool Take(TimeSpan? timeout)
    {
        var next = terminal.Next(timeout);
        foreach (var key in next.Kind == TerminalEventKind.Bytes ? _decoder.Feed(next.Bytes.Span) : _decoder.Flush())
            _keys.Enqueue(key);
        return next.Kind != TerminalEventKind.Closed;
    }

    /// <summary>The number by which scripts written for other systems know a key.</summary>
    private static int VirtualKey(KeyPress key, char character) => key.Key switch
    {
        EditorKey.PageUp => (int)ConsoleKey.PageUp,
        EditorKey.PageDown => (int)ConsoleKey.PageDown,
        EditorKey.End => (int)ConsoleKey.End,
        EditorKey.Home => (int)ConsoleKey.Home,
        EditorKey.Left => (int)ConsoleKey.LeftArrow,
        EditorKey.Up => (int)ConsoleKey.UpArrow,
        EditorKey.Right => (int)ConsoleKey.RightArrow,
        EditorKey.Down => (int)ConsoleKey.DownArrow,
        EditorKey.Delete => (int)ConsoleKey.Delete,
        _ => char.ToUpperInvariant(character),
    };
}
