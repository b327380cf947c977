using System.Management.Automation;
using OpsShell.Core.Changes;
using OpsShell.Core.Nodes;

namespace OpsShell.Fleet.Changes;

/// <summary>Finds the node of a change again.</summary>
internal static class JournaledNode
{
    /// <summary>
    /// The node by its name in the inventory and ssh_config as they are now, which know how it is reached today; where they do not know
    /// it, under the address that the journal has. Whether it still is the same machine is asked on the node.
    /// </summary>
    public static Node Find(ChangeRecord change, PSCmdlet cmdlet, string? inventory) => change.Transport switch
    {
        NodeTransport.Local => Node.LocalMachine(),
        NodeTransport.Ssh => WithDefaults(ByName(change, cmdlet, inventory) ?? new Node { Name = change.ComputerName }, change),
        _ => new Node { Name = change.ComputerName, Transport = change.Transport, Path = change.Path },
    };

    /// <summary>An inventory that the user names must be right; without one the journal's address will do.</summary>
    private static Node? ByName(ChangeRecord change, PSCmdlet cmdlet, string? inventory)
    {
        if (inventory is not null)
            return OneOf(NodeReferences.Resolve(cmdlet, [change.ComputerName], inventory));
        try
        {
            return OneOf(NodeReferences.OpenDirectory(cmdlet.SessionState, null).Resolve([change.ComputerName]));
        }
        catch (Exception error) when (error is SelectorException or InventoryException)
        {
            return null;
        }
    }

    private static Node? OneOf(IReadOnlyList<Node> nodes) => nodes is [{ Transport: NodeTransport.Ssh } node] ? node : null;

    private static Node WithDefaults(Node node, ChangeRecord change) => node with
    {
        Ssh = node.Ssh with
        {
            HostName = node.Ssh.HostName ?? change.Address,
            Port = node.Ssh.Port ?? change.Port,
            UserName = node.Ssh.UserName ?? change.UserName,
        },
    };
}
