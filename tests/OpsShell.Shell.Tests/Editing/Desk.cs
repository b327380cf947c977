using OpsShell.Shell.Editing;
using OpsShell.Shell.Interactive;

namespace OpsShell.Shell.Tests.Editing;

/// <summary>A line reader with a fake terminal, the real syntax, and words to complete.</summary>
internal sealed class Desk : ICompleter
{
    private readonly LineReader _reader;

    public Desk(int width = 40, int height = 10)
    {
        Terminal = new(width, height);
        _reader = new(Terminal, History, new PowerShellSyntax(Settings), this, Settings);
    }

    public FakeTerminal Terminal { get; }

    public EditorSettings Settings { get; } = new(EditorPalette.Colors);

    public CommandHistory History { get; } = new();

    /// <summary>What words can be completed to, with their hints.</summary>
    public List<Completion> Words { get; } = [];

    public string Screen => Terminal.Screen.Text;

    /// <summary>Types, and gives the line that came of it.</summary>
    public string Line(params string[] typed)
    {
        foreach (var text in typed)
            Terminal.Type(text);
        return Read().Text;
    }

    public ReadResult Read(string prompt = "> ") => _reader.Read(prompt);

    public CompletionList Complete(string text, int cursor, CancellationToken cancellation)
    {
        var start = cursor == 0 ? 0 : text.LastIndexOf(' ', cursor - 1) + 1;
        var word = text[start..cursor];
        return new(start, cursor - start, [.. Words.Where(item => item.Text.StartsWith(word, StringComparison.OrdinalIgnoreCase))]);
    }

    public Desk With(params string[] words)
    {
        Words.AddRange(words.Select(word => new Completion(word, word, $"hint of {word}")));
        return this;
    }

    public Desk After(params string[] lines)
    {
        foreach (var line in lines)
            History.Add(line);
        return this;
    }
}
