using System.Management.Automation;
using OpsShell.Core.Nodes;
using OpsShell.Fleet.Completion;

namespace OpsShell.Fleet.Commands;

/// <summary>Lists nodes of the inventory.</summary>
/// <remarks>
/// <para>
/// Looks names and selectors up in the inventory and in ~/.ssh/config, without connecting to anything. Without a name it lists
/// the whole inventory. The nodes that come out can be piped into every cmdlet that has -ComputerName.
/// </para>
/// <para>A name that is in no inventory is a node too: it is taken for a host name.</para>
/// </remarks>
/// <example needs="fleet">
/// <code>Get-OpsNode</code>
/// <para>Lists all nodes of the inventory, with groups and labels.</para>
/// </example>
/// <example needs="fleet">
/// <code>Get-OpsNode 'web[01-40],!web07' | Test-OpsConnection</code>
/// <para>Tests the connection to 39 nodes.</para>
/// </example>
/// <example needs="fleet">
/// <code>Get-OpsNode -Group edge -Name 'site=eu-*'</code>
/// <para>Lists the nodes of the group edge whose label site begins with eu-.</para>
/// </example>
/// <seealso href="about:OpsShell_Nodes">about_OpsShell_Nodes</seealso>
[Cmdlet(VerbsCommon.Get, "OpsNode")]
[OutputType(typeof(Node))]
public sealed class GetOpsNodeCommand : PSCmdlet
{
    private readonly List<object> _named = [];

    /// <summary>Names and selectors: <c>web[01-40]</c>, <c>@edge</c>, <c>role=gateway</c>, <c>web*</c>, <c>!bad3</c>. Default: all nodes.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ComputerName", "HostName", "Node", "Cn")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NodeNameCompleter))]
    public object[]? Name { get; set; }

    /// <summary>Only nodes that are in one of these groups, directly or through other groups. Wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NodeGroupCompleter))]
    public string[]? Group { get; set; }

    /// <summary>
    /// The file with the inventory, in YAML, JSON or CSV, or a plain list of hosts. Default: the file that OPSSHELL_INVENTORY
    /// names, then ~/.config/opsshell/inventory.yaml, then /etc/opsshell/inventory.yaml.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Inventory { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Name is not null)
            _named.AddRange(Name);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_named.Count == 0 && MyInvocation.ExpectingInput)
            return;
        var names = _named.Count > 0 ? _named : ["*"];
        var groups = (Group ?? []).Select(group => WildcardPattern.Get(group.TrimStart('@'), WildcardOptions.IgnoreCase)).ToList();
        foreach (var node in NodeReferences.Resolve(this, names, Inventory))
        {
            if (groups.Count == 0 || node.Groups.Any(name => groups.Any(group => group.IsMatch(name))))
                WriteObject(node);
        }
    }
}
