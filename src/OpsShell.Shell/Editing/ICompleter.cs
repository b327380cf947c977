namespace OpsShell.Shell.Editing;

/// <summary>Knows how to complete a text.</summary>
internal interface ICompleter
{
    /// <summary>Finds the ways to complete.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cursor">The place in it.</param>
    /// <param name="cancellation">Ends the search; what was found until then may be given.</param>
    CompletionList Complete(string text, int cursor, CancellationToken cancellation);
}
