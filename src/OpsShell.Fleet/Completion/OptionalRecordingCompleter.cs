using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace OpsShell.Fleet.Completion;

/// <summary>Completes what a recording has on request.</summary>
public sealed class OptionalRecordingCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(wordToComplete, InstalledChecks.Catalog.OptionalRecordings.Select(recording => (recording.Name, recording.Title)));
}
