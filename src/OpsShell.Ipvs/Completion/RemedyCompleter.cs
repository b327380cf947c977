using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using OpsShell.Fleet.Completion;
using OpsShell.Ipvs.Plans;

namespace OpsShell.Ipvs.Completion;

/// <summary>Completes checks whose findings can be repaired.</summary>
public sealed class RemedyCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(wordToComplete, IpvsRemedies.All.Select(remedy => (remedy.Check, remedy.Description)));
}
