using System.Management.Automation.Language;

namespace OpsShell.Shell.Hosting;

/// <summary>Standard input, as a script or for <c>$input</c>.</summary>
internal static class InputText
{
    /// <summary>
    /// The lines of standard input for <c>$input</c>, where the script asks for them. Where it does not, standard input is left
    /// alone: a pipe that nobody closes would hold up the script for ever, and native commands may want to read it.
    /// </summary>
    public static IEnumerable<string>? For(Ast script) =>
        Console.IsInputRedirected && script.Find(IsInput, searchNestedScriptBlocks: false) is not null ? Lines(Console.In) : null;

    private static bool IsInput(Ast node) =>
        node is VariableExpressionAst { VariablePath.UserPath: var name } && name.Equals("input", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Lines(TextReader reader)
    {
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
