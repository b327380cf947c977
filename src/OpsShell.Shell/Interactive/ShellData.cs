using OpsShell.Shell.Editing;

namespace OpsShell.Shell.Interactive;

/// <summary>What scripts see as <c>$Host.PrivateData</c> in an interactive shell.</summary>
public sealed class ShellData
{
    private readonly Func<string> _prompt;

    /// <summary>What is there to see.</summary>
    /// <param name="prompt">The shell's own prompt.</param>
    /// <param name="editor">The editor's settings.</param>
    internal ShellData(Func<string> prompt, EditorSettings editor) => (_prompt, Editor) = (prompt, editor);

    /// <summary>The shell's own prompt for the next line; a function <c>prompt</c> of the user's can be made of it.</summary>
    public string Prompt => _prompt();

    /// <summary>The editor's settings.</summary>
    internal EditorSettings Editor { get; }
}
