using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace OpsShell.Fleet.Completion;

/// <summary>Completes areas of checks.</summary>
public sealed class CheckAreaCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(wordToComplete, InstalledChecks.Catalog.Areas.Select(area => (area, area)));
}
