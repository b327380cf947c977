using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Microsoft.PowerShell.Commands;

/// <summary>Completes verbs; those of the groups given with -Group, where there are some.</summary>
internal sealed class VerbCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var groups = fakeBoundParameters["Group"] is { } given ? LanguagePrimitives.ConvertTo<string[]>(given) : null;
        return GetVerbCommand.Verbs([wordToComplete.Trim('\'', '"') + "*"], groups)
            .Select(verb => new CompletionResult(verb.Verb, verb.Verb, CompletionResultType.ParameterValue, verb.Description));
    }
}
