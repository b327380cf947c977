namespace OpsShell.Shell.Interactive;

/// <summary>What scripts see as <c>$Host.PrivateData</c> in an interactive shell.</summary>
/// <param name="prompt">The shell's own prompt.</param>
public sealed class ShellData(Func<string> prompt)
{
    /// <summary>The shell's own prompt for the next line; a function <c>prompt</c> of the user's can be made of it.</summary>
    public string Prompt => prompt();
}
