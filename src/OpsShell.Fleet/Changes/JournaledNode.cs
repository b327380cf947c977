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
    public static Node Find(ChangeRecord change, SessionState session, string? inventory) => change.Transport switch
    {
        NodeTransport.Local => Node.LocalMachine(),
        NodeTransport.Ssh => WithDefaults(ByName(change, session, inventory) ?? new Node { Name = change.ComputerName }, change),
        _ => new Node { Name = change.ComputerName, Transport = change.Transport, Path = change.Path },
    };

    private static Node? ByName(ChangeRecord change, SessionState session, string? inventory)
    {
        try
        {
            return NodeReferences.OpenDirectory(session, inventory).Resolve([change.ComputerName]) is [{ Transport: NodeTransport.Ssh } node] ? node : null;
        }
        catch (Exception error) when (error is SelectorException or InventoryException && inventory is null)
        {
            // The inventory may have changed since, or lie elsewhere; the journal has an address.
            return null;
        }
    }

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
