using OpsShell.Shell.Editing;

namespace OpsShell.Shell.Interactive;

/// <summary>Lines as a terminal without any abilities gives them: no editing but its own, no control sequence.</summary>
/// <param name="syntax">The language, to know whether a line goes on.</param>
/// <param name="output">Where the prompt goes.</param>
internal sealed class PlainLines(ISyntax syntax, TextWriter output) : ILineSource
{
    public ReadResult Read(string prompt)
    {
        output.Write(prompt);
        output.Flush();
        var text = Console.ReadLine();
        while (text is not null && syntax.Look(text).IsIncomplete)
        {
            output.Write(EditorView.ContinuationPrompt);
            output.Flush();
            // An empty line ends what would never be complete.
            if (Console.ReadLine() is not { Length: > 0 } more)
                break;
            text += "\n" + more;
        }
        return text is null ? new(EditStep.End, "") : new(EditStep.Accept, text);
    }
}
