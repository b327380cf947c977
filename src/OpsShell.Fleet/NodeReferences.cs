using System.Management.Automation;
using OpsShell.Core.Nodes;

namespace OpsShell.Fleet;

/// <summary>Makes nodes of what stands for them: text, node objects, and results that carry a ComputerName.</summary>
internal static class NodeReferences
{
    /// <summary>The nodes in order of mention, each once. What cannot be understood ends the cmdlet with an error that names it.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="named">What names them; at least one.</param>
    /// <param name="inventory">The inventory file that the user named, or null.</param>
    public static IReadOnlyList<Node> Resolve(PSCmdlet cmdlet, IReadOnlyList<object> named, string? inventory)
    {
        try
        {
            var folder = cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath;
            var file = inventory is null ? null : cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(inventory);
            var directory = new Lazy<NodeDirectory>(() => NodeDirectory.Open(file));
            return [.. named.SelectMany(one => Resolve(one, directory, folder)).DistinctBy(node => (node.Transport, node.Name, node.Path))];
        }
        catch (SelectorException error)
        {
            cmdlet.ThrowTerminatingError(new ErrorRecord(error, "SelectorInvalid", ErrorCategory.InvalidArgument, error.Selector));
            throw;
        }
        catch (InventoryException error)
        {
            cmdlet.ThrowTerminatingError(new ErrorRecord(error, "InventoryInvalid", ErrorCategory.InvalidData, error.File));
            throw;
        }
        catch (PSArgumentException error)
        {
            cmdlet.ThrowTerminatingError(new ErrorRecord(error, "NotANode", ErrorCategory.InvalidArgument, error.ParamName));
            throw;
        }
    }
}
