using System.Management.Automation;
using OpsShell.Core.Changes;
using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;
using OpsShell.Fleet.Changes;

namespace OpsShell.Fleet;

/// <summary>
/// What all cmdlets that change nodes have in common. All nodes are looked at first; then, node by node, the user sees the exact
/// writes and says yes (or sees them with -WhatIf and nothing happens); then the nodes that were agreed to are changed, each with an
/// entry in the journal before and after, and every write is read back. The cmdlet only says what is to be changed.
/// </summary>
/// <remarks>
/// A derived cmdlet carries <c>[Cmdlet(..., SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]</c> and
/// <c>[OutputType(typeof(OpsChange))]</c>; PowerShell does not inherit these.
/// </remarks>
public abstract class NodeChangeCmdlet : NodeCmdlet
{
    /// <summary>Changes also what somebody else has changed since it was looked at, and does not wait for another change of the node.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Undoes the steps of a node that were done when a later one fails. Without it they stay in force, and the error names them.</summary>
    [Parameter]
    public SwitchParameter RollBackOnFailure { get; set; }

    // Later the pipeline binds parameters too, and they are then those of its last record.
    private KeyValuePair<string, object>[] _typed = [];

    /// <summary>
    /// What was asked for, by parameter, for the journal: what stands on the command line. A cmdlet that takes its orders from the pipeline
    /// adds all of them.
    /// </summary>
    protected virtual IEnumerable<KeyValuePair<string, object>> Asked => _typed;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _typed = [.. MyInvocation.BoundParameters];
        ChangeConfirmation.RequireAnswerBeforeJob(this, AsJob);
    }

    /// <inheritdoc/>
    protected sealed override void Run(IReadOnlyList<Node> nodes)
    {
        var executor = new ChangeExecutor(ChangeConfirmation.Journal(), ChangeOrigin.Of(CommandText.Of(MyInvocation.MyCommand.Name, Asked)), LoginOptions());
        var accepted = Look(executor, nodes).Where(Agrees).ToDictionary(change => KeyOf(change.Node));
        if (accepted.Count == 0)
            return;
        var options = new ApplyOptions { Force = Force, RollBackOnFailure = RollBackOnFailure };
        RunOnNodes(
            [.. nodes.Where(node => accepted.ContainsKey(KeyOf(node)))],
            (connection, cancel) => executor.Apply(connection, accepted[KeyOf(connection.Node)], options, cancel), Report);
    }

    /// <summary>
    /// What is to be changed on a node; <see cref="ChangePlan.Nothing"/> when there is nothing. It runs on the node's own thread, and
    /// may probe the node. Steps whose target is as wanted already need not be left out. What hinders the change of this node is a
    /// <see cref="NodeException"/>; a warning goes by <see cref="NodeCmdlet.Post"/>.
    /// </summary>
    protected abstract ChangePlan Plan(INodeConnection connection, CancellationToken cancellationToken);

    /// <summary>Called on the pipeline's thread for a node on which all is as wanted already.</summary>
    protected virtual void NothingToChange(Node node) => WriteVerbose($"{ViewText.Line(node.Name)}: all is as wanted already.");

    /// <summary>Called on the pipeline's thread for a node that was changed; writes the result, and the error when there is one.</summary>
    protected virtual void Report(Node node, ChangeRecord change)
    {
        WriteObject(ChangeOutput.Of(change));
        if (ChangeOutput.ErrorOfApply(change) is { } error)
            WriteError(NodeErrorRecord.Create(node, error));
    }

    private IEnumerable<PreparedChange> Look(ChangeExecutor executor, IReadOnlyList<Node> nodes)
    {
        var found = new Dictionary<object, PreparedChange>();
        RunOnNodes(
            nodes, (connection, cancel) => executor.Prepare(connection, Plan(Changeable(connection), cancel), cancel),
            (node, change) =>
            {
                if (change.Steps.IsEmpty)
                    NothingToChange(node);
                else
                    found[KeyOf(change.Node)] = change;
            });
        // In the order of the nodes, not of their answers: a person reads this.
        return nodes.Where(node => found.ContainsKey(KeyOf(node))).Select(node => found[KeyOf(node)]);
    }

    /// <summary>Says what is wrong, before the plan meets what a recording does not have and says something else.</summary>
    private static INodeConnection Changeable(INodeConnection connection) => connection.Node.Transport != NodeTransport.Snapshot
        ? connection
        : throw new NodeException(NodeErrorId.NotSupported, $"{ViewText.Line(connection.Node.Name)}: this is a recording, and a change needs a live node.", "Name the node itself, to reach it over SSH.");

    private bool Agrees(PreparedChange change) => ChangeConfirmation.Ask(
        this, [.. change.Steps.Select(step => $"{ViewText.Line(change.Node.Name)}: {step}")], $"{change.Title}: change {ViewText.Line(change.Node.Name)}");

    /// <summary>What a node is known by while the cmdlet runs: its connection may know more of it than its name tells.</summary>
    protected static (NodeTransport, string, string?) KeyOf(Node node) => (node.Transport, node.Name, node.Path);
}
