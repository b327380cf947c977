using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using OpsShell.Core.Nodes;

namespace OpsShell.Fleet.Completion;

/// <summary>Completes names of groups from the inventory.</summary>
public sealed class NodeGroupCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var inventory = NodeDirectory.Open(fakeBoundParameters["Inventory"] as string).Inventory;
            return Completions.Of(wordToComplete, inventory.GroupNames.Select(group => (group, "")));
        }
        catch (InventoryException)
        {
            // Completion never fails; the command itself says what is wrong with the file.
            return [];
        }
    }
}
