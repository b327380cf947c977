using System.Collections.Immutable;
using OpsShell.Core.Nodes.OpenSsh;
using OpsShell.Core.Nodes.Selection;
using OpsShell.Core.Transport.Ssh;

namespace OpsShell.Core.Nodes;

/// <summary>
/// What there is to select from: the inventory, ssh_config, and this machine. Files are read when a selector first needs them,
/// once; a later change of a file needs a new directory. Safe for several threads.
/// </summary>
public sealed class NodeDirectory
{
    /// <summary>Environment variable that names an inventory file.</summary>
    public const string InventoryVariable = "OPSSHELL_INVENTORY";

    private const int MaximumCompletions = 1000;

    private readonly Lazy<Inventory> _inventory;
    private readonly Lazy<SshConfig> _sshConfig;
    private readonly Lazy<JumpResolver> _jumps;
    private readonly string _places;
    private readonly string _folder;
    private readonly NodeEnvironment _environment;
    private readonly Lock _gate = new();

    private NodeDirectory(string? inventoryFile, NodeEnvironment environment)
    {
        var named = inventoryFile ?? environment.Variable(InventoryVariable);
        (_environment, _folder) = (environment, environment.Folder);
        _places = $"neither {environment.UserInventory} nor {environment.SystemInventory} exists";
        _inventory = new(() => Load(string.IsNullOrEmpty(named) ? null : named, environment));
        _sshConfig = new(() => _inventory.Value.SshConfig ?? SshConfig.LoadDefault(environment));
        _jumps = new(() => new JumpResolver(LookUpHop, chain => _inventory.Value.JumpPlace(chain) ?? _sshConfig.Value.JumpPlace(chain), _inventory.Value.File ?? environment.UserSshConfig));
    }

    /// <summary>The inventory. Reading it here may throw.</summary>
    /// <exception cref="InventoryException">The file is wrong, or was named and does not exist.</exception>
    public Inventory Inventory => _inventory.Value;

    /// <summary>
    /// What ssh_config has that was passed over and concerns the nodes resolved so far, with file, line and column:
    /// a <c>ProxyCommand</c>, a <c>Match</c> block with a condition that is not evaluated, a keyword that there is not.
    /// </summary>
    public ImmutableArray<string> Warnings => _sshConfig.IsValueCreated ? _sshConfig.Value.MetWarnings : [];

    /// <summary>
    /// A directory for an inventory file: the one given, else that of <c>OPSSHELL_INVENTORY</c>, else
    /// <c>~/.config/opsshell/inventory.yaml</c>, else <c>/etc/opsshell/inventory.yaml</c>, else an empty one. Reads nothing yet.
    /// </summary>
    public static NodeDirectory Open(string? inventoryFile = null) => Open(inventoryFile, NodeEnvironment.Current);

    /// <summary>As <see cref="Open(string?)"/>, for another user or machine than this process has.</summary>
    public static NodeDirectory Open(string? inventoryFile, NodeEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return new NodeDirectory(inventoryFile, environment);
    }

    /// <summary>
    /// The nodes that the selectors name together, as if joined by commas: in order of mention and of the inventory, each once.
    /// SSH nodes come with what ssh_config says where the inventory says nothing, and with the hops of their jump chains
    /// looked up, first in the inventory and then in ssh_config; a hop has no chain of its own.
    /// </summary>
    /// <exception cref="SelectorException">A selector is wrong or names nothing.</exception>
    /// <exception cref="InventoryException">A file is wrong.</exception>
    public IReadOnlyList<Node> Resolve(IEnumerable<string> selectors)
    {
        var parsed = selectors.Select(NodeSelector.Parse).ToList();
        lock (_gate)
        {
            var found = new SelectorEvaluator(_inventory, _places, _folder).Evaluate(parsed);
            var nodes = new Node[found.Count];
            for (var i = 0; i < nodes.Length; i++)
                nodes[i] = found[i].Transport == NodeTransport.Ssh ? Complete(found[i]) : found[i];
            return nodes;
        }
    }

    /// <summary>
    /// What the last term of a half-typed selector may become: the whole text each time, names and <c>@groups</c> and labels of the
    /// inventory, <c>Host</c> names of ssh_config and names of <c>~/.ssh/known_hosts</c> (neither patterns nor addresses), in natural
    /// order, at most 1,000. What stands in a file that is wrong is left out: completion never fails.
    /// </summary>
    public IReadOnlyList<string> Complete(string word)
    {
        var inventory = Readable(() => _inventory.Value, Inventory.Empty);
        return SelectorCompletion.Complete(word, inventory, HostNames).Take(MaximumCompletions).ToList();
    }

    /// <summary>Names of hosts that this user can reach without an inventory.</summary>
    private IEnumerable<string> HostNames() =>
        Readable(() => _sshConfig.Value.HostNames, []).Concat(Readable(() => KnownHostsFile.NamesIn(_environment.UserKnownHosts), []));

    private static T Readable<T>(Func<T> read, T otherwise)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is InventoryException or IOException or UnauthorizedAccessException)
        {
            return otherwise;
        }
    }

    private static Inventory Load(string? named, NodeEnvironment environment)
    {
        if (named is not null)
            return InventoryLoader.Load(named, environment);
        var file = Array.Find([environment.UserInventory, environment.SystemInventory], File.Exists);
        return file is null ? Inventory.Empty : InventoryLoader.Load(file, environment);
    }

    private Node Complete(Node node)
    {
        var above = node.Ssh;
        var ssh = _jumps.Value.Resolve(node.Name, _sshConfig.Value.LookUp(NameForSsh(node), above));
        return ReferenceEquals(ssh, above) ? node : node with { Ssh = ssh };
    }

    /// <summary>A node named after host and port is known to ssh_config by its host.</summary>
    private static string NameForSsh(Node node) =>
        node.Source is null && node.Ssh.HostName is { } host && node.Ssh.Port is not null ? host : node.Name;

    private SshSettings LookUpHop(Node hop)
    {
        var known = _inventory.Value.Find(hop.Name);
        var above = known is null
            ? hop.Ssh
            : known.Ssh with { UserName = hop.Ssh.UserName ?? known.Ssh.UserName, Port = hop.Ssh.Port ?? known.Ssh.Port };
        return _sshConfig.Value.LookUp(hop.Name, above);
    }
}
