using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using OpsShell.Fleet.Completion;

namespace OpsShell.Audit.Completion;

/// <summary>Completes names of facts.</summary>
public sealed class FactNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(wordToComplete, InstalledFacts.All.Select(fact => (fact.Name, fact.Description)));
}
