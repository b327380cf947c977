namespace OpsShell.Shell.Editing;

/// <summary>Knows the language that is typed.</summary>
internal interface ISyntax
{
    /// <summary>Looks at a text.</summary>
    SyntaxView Look(string text);
}
