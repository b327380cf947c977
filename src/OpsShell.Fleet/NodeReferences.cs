using System.Management.Automation;
using OpsShell.Core.Nodes;
using OpsShell.Core.Text;

namespace OpsShell.Fleet;

/// <summary>Makes nodes of what stands for them: text, node objects, and results that carry a ComputerName.</summary>
internal static class NodeReferences
{
    /// <summary>The nodes, each once. What cannot be understood ends the cmdlet with an error that names it.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="named">What names them; at least one.</param>
    /// <param name="inventory">The inventory file that the user named, or null.</param>
    public static IReadOnlyList<Node> Resolve(PSCmdlet cmdlet, IReadOnlyList<object> named, string? inventory)
    {
        try
        {
            var directory = OpenDirectory(cmdlet.SessionState, inventory);
            var nodes = Resolve(named, directory);
            foreach (var warning in directory.Warnings)
                cmdlet.WriteWarning(DisplayText.Clean(warning));
            return nodes;
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
            cmdlet.ThrowTerminatingError(new ErrorRecord(error, "NotANode", ErrorCategory.InvalidArgument, null));
            throw;
        }
    }

    /// <summary>The directory for an inventory, with relative paths seen from PowerShell's location.</summary>
    internal static NodeDirectory OpenDirectory(SessionState session, string? inventory) =>
        NodeDirectory.Open(
            inventory is null ? null : session.Path.GetUnresolvedProviderPathFromPSPath(inventory),
            NodeEnvironment.Current with { Folder = session.Path.CurrentFileSystemLocation.ProviderPath });

    /// <summary>
    /// All texts are one selector, as if joined by commas, so that an exclusion holds for all of them.
    /// </summary>
    internal static IReadOnlyList<Node> Resolve(IReadOnlyList<object> named, NodeDirectory directory)
    {
        var references = named.SelectMany(reference => Flatten(reference, directory)).ToList();
        var selectors = references.OfType<string>().ToList();
        var selected = selectors.Count > 0 ? directory.Resolve(selectors) : [];
        return [.. selected.Concat(references.OfType<Node>()).DistinctBy(node => (node.Transport, node.Name, node.Path))];
    }

    private static IEnumerable<object> Flatten(object reference, NodeDirectory directory) => reference switch
    {
        PSObject { BaseObject: string or Node or object[] } wrapped => Flatten(wrapped.BaseObject, directory),
        string or Node => [reference],
        object[] several => several.SelectMany(one => Flatten(one, directory)),
        _ => [.. ComputerNames(PSObject.AsPSObject(reference)).Select(name => ByResultName(name, directory))],
    };

    /// <summary>The names in what stands for nodes, as they are written; of what stands for none there are none.</summary>
    internal static IEnumerable<string> Names(object? reference) => reference switch
    {
        null => [],
        PSObject { BaseObject: string or Node or object[] } wrapped => Names(wrapped.BaseObject),
        string name => [name],
        Node node => [node.Name],
        object[] several => several.SelectMany(Names),
        _ => NamesOf(PSObject.AsPSObject(reference)) ?? [],
    };

    private static string[]? NamesOf(PSObject result) =>
        result.Properties["ComputerName"]?.Value is { } value && LanguagePrimitives.TryConvertTo<string[]>(value, out var names) ? names : null;

    private static string[] ComputerNames(PSObject result) => NamesOf(result) ?? throw new PSArgumentException(
        $"A {result.BaseObject.GetType().Name} names no node: it is neither a name nor a node, and has no ComputerName. Value: '{ViewText.Excerpt(result, 80)}'.");

    /// <summary>
    /// Results about this machine carry its host name, under which it need not be reachable by SSH. A node of that name in the
    /// inventory may be another machine, and is the one that was meant.
    /// </summary>
    private static object ByResultName(string name, NodeDirectory directory) =>
        name == Environment.MachineName && directory.Inventory.Find(name) is null ? Node.LocalMachine() : RootOf(name) ?? (object)name;

    /// <summary>A mounted root without a host name of its own is named by its path, which no other node's name can be.</summary>
    private static Node? RootOf(string name) =>
        name.StartsWith('/') && Directory.Exists(name) ? new Node { Name = name, Transport = NodeTransport.HostRoot, Path = name } : null;
}
