using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using OpsShell.Core.Text;
using OpsShell.Core.Transport;
using OpsShell.Fleet.Changes;

namespace OpsShell.Fleet.Completion;

/// <summary>Completes ids of changes, newest first, each with its node, state and purpose.</summary>
public sealed class ChangeIdCompleter : IArgumentCompleter
{
    private const int Most = 100;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var words = ChangeConfirmation.Journal().All().Take(Most)
                .Select(entry => entry.Record).OfType<Core.Changes.ChangeRecord>()
                .Select(change => (change.Id, DisplayText.Clean($"{change.ComputerName} {change.State}: {change.Title}")));
            return [.. Completions.Of(wordToComplete, words)];
        }
        catch (NodeException)
        {
            // Completion never fails; the command itself says what is wrong with the journal.
            return [];
        }
    }
}
