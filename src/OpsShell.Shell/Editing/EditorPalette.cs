namespace OpsShell.Shell.Editing;

/// <summary>The styles of the editor, as parameters of the colour sequence (SGR); empty for none.</summary>
internal sealed record EditorPalette
{
    public string Command { get; init; } = "33";

    public string Keyword { get; init; } = "92";

    public string Variable { get; init; } = "32";

    public string Text { get; init; } = "36";

    public string Number { get; init; } = "97";

    public string Operator { get; init; } = "90";

    public string Parameter { get; init; } = "90";

    public string Comment { get; init; } = "3;32";

    public string Type { get; init; } = "94";

    public string Error { get; init; } = "91";

    public string Suggestion { get; init; } = "90";

    public string Match { get; init; } = "7";

    public string Selection { get; init; } = "7";

    public string Hint { get; init; } = "90";

    /// <summary>The colours.</summary>
    public static EditorPalette Colors { get; } = new();

    /// <summary>No colours (no-color.org); what can be told apart in no other way stays faint or reversed.</summary>
    public static EditorPalette Plain { get; } = new()
    {
        Command = "",
        Keyword = "",
        Variable = "",
        Text = "",
        Number = "",
        Operator = "",
        Parameter = "",
        Comment = "",
        Type = "",
        Error = "",
        Suggestion = "2",
        Hint = "",
    };
}
