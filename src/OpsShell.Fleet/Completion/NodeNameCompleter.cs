using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using OpsShell.Core.Nodes;

namespace OpsShell.Fleet.Completion;

/// <summary>Completes names of nodes, <c>@groups</c> and labels from the inventory.</summary>
public sealed class NodeNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        NodeDirectory.Open(fakeBoundParameters["Inventory"] as string)
            .Complete(Completions.Unquote(wordToComplete))
            .Select(word => Completions.Result(word, word));
}
