using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace OpsShell.Fleet.Completion;

/// <summary>Completes ids of checks.</summary>
public sealed class CheckIdCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(wordToComplete, InstalledChecks.Catalog.Checks.Select(check => (check.Info.Id, check.Info.Title)));
}
