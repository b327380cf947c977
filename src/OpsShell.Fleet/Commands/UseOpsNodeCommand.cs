using System.Management.Automation;
using OpsShell.Core.Nodes;
using OpsShell.Fleet.Completion;

namespace OpsShell.Fleet.Commands;

/// <summary>Sets the nodes that cmdlets of this session work on when none is named, as a context of kubectl does; shows them without a name.</summary>
/// <remarks>
/// <para>
/// After it, every cmdlet that has -ComputerName works on those nodes when -ComputerName is left out. A selector that means no
/// node is refused, and the default target stays what it was. -Local, or the name local, goes back to this machine.
/// </para>
/// <para>
/// The selector stands in the variable $OpsDefaultNode, which does not exist while the target is this machine. It holds for this
/// session with its ForEach-Object -Parallel and thread jobs: not for other sessions, nor for 'opsshell audit'.
/// </para>
/// </remarks>
/// <example>
/// <code>Use-OpsNode</code>
/// <para>Shows the default target.</para>
/// </example>
/// <example needs="fleet">
/// <code>Use-OpsNode '@edge,!edge07'; Invoke-OpsCommand 'uname -r'; Invoke-OpsAudit -MinStatus Warning</code>
/// <para>Runs a command and an audit on the group edge without one node.</para>
/// </example>
/// <example needs="fleet">
/// <code>Use-OpsNode -Local</code>
/// <para>Goes back to this machine.</para>
/// </example>
/// <seealso href="about:OpsShell_Nodes">about_OpsShell_Nodes</seealso>
[Cmdlet(VerbsOther.Use, "OpsNode", DefaultParameterSetName = ByName)]
[OutputType(typeof(OpsDefaultNode))]
public sealed class UseOpsNodeCommand : PSCmdlet
{
    private const string ByName = "Name", ToLocal = "Local", LocalName = "local";
    private readonly List<string> _named = [];

    /// <summary>
    /// Names and selectors, as for -ComputerName of other cmdlets: <c>web[01-40]</c>, <c>@edge</c>, <c>role=gateway</c>, <c>!bad3</c>,
    /// <c>snapshot:FILE</c>; also node objects of Get-OpsNode.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByName)]
    [Alias("HostName", "Node", "Cn", "Selector")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NodeNameCompleter))]
    public object[]? ComputerName { get; set; }

    /// <summary>Goes back to this machine.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ToLocal)]
    public SwitchParameter Local { get; set; }

    /// <summary>Shows the target that was set.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in ComputerName ?? [])
            _named.Add(Text(name));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Local)
            Set(null);
        else if (_named.Count > 0)
            Set(string.Join(',', _named));
        else if (!MyInvocation.ExpectingInput)
            Show();
    }

    private void Set(string? selector)
    {
        if (selector is LocalName)
            selector = null;
        if (selector is not null)
            _ = NodeReferences.Resolve(this, [selector], inventory: null);
        DefaultTarget.Set(SessionState, selector);
        if (PassThru)
            Show();
    }

    private void Show() => WriteObject(new OpsDefaultNode
    {
        Selector = DefaultTarget.Selector(SessionState) ?? LocalName,
        ComputerName = [.. DefaultTarget.Resolve(this, inventory: null).Select(node => node.Name)],
    });

    private static string Text(object name) => (name is PSObject wrapped ? wrapped.BaseObject : name) switch
    {
        Node { Transport: NodeTransport.HostRoot } node => $"root:{node.Path}",
        Node { Transport: NodeTransport.Snapshot } node => $"snapshot:{node.Path}",
        Node { Transport: NodeTransport.Local, Source: null } => LocalName,
        var other => other.ToString() ?? "",
    };
}
