using System.Management.Automation;
using OpsShell.Core.Changes;
using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;
using OpsShell.Fleet.Changes;
using OpsShell.Fleet.Completion;

namespace OpsShell.Fleet.Commands;

/// <summary>Takes changes of nodes back.</summary>
/// <remarks>
/// <para>
/// Restores what the change found: kernel parameters, files with their bytes, mode, owner and time, and files that did not exist are
/// removed, with the folders that were made for them. The last step is taken back first, and everything is read back. Several
/// changes of one node are taken back newest first; one whose targets a newer change has written again is refused until that is
/// undone, or together with it.
/// </para>
/// <para>
/// It goes by what is on the node, so it also works after a run that was killed in the middle: what is as it was before is left
/// alone, what is as the change made it is restored, and what is neither was changed by somebody else since, and is refused with the
/// values that were seen; -Force restores it all the same. A change that could not be undone as a whole can be undone again.
/// </para>
/// <para>
/// The node is looked up by its name in the inventory; where that no longer knows it, it is reached under the address of the journal.
/// A machine with another machine-id is refused, also with -Force. As with every change, root by sudo is only by -Become.
/// </para>
/// </remarks>
/// <example needs="fleet">
/// <code>Get-OpsChange -Last 1 | Undo-OpsChange -WhatIf</code>
/// <para>Shows what undoing the newest change would write.</para>
/// </example>
/// <example needs="fleet">
/// <code>Get-OpsChange -ComputerName 'web*' -State Intended | Undo-OpsChange -Become -Confirm:$false</code>
/// <para>Takes back what a killed run has left on the nodes, without asking for each.</para>
/// </example>
/// <seealso href="about:OpsShell_Changes">about_OpsShell_Changes</seealso>
[Cmdlet(VerbsCommon.Undo, "OpsChange", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(OpsChange))]
public sealed class UndoOpsChangeCommand : NodeCmdlet
{
    private readonly List<string> _ids = [];
    private readonly Dictionary<(NodeTransport, string, string?), List<ChangeRecord>> _changes = [];

    /// <summary>Ids of the changes; objects of Get-OpsChange by pipeline.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ChangeIdCompleter))]
    public string[] Id { get; set; } = [];

    /// <summary>Restores also what somebody else has changed since, and does not wait for another change of the node.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        ChangeConfirmation.RequireAnswerBeforeJob(this, AsJob);
    }

    /// <summary>Collects the ids. The objects of the pipeline name changes, not nodes.</summary>
    protected override void ProcessRecord()
    {
        _ids.AddRange(Id);
        if (NamedByParameter)
            base.ProcessRecord();
    }

    /// <summary>The nodes of the changes, or those that the user says are the same machines.</summary>
    protected override IReadOnlyList<Node> ResolveNodes()
    {
        var named = NamedByParameter ? base.ResolveNodes() : null;
        var nodes = new List<Node>();
        foreach (var change in Changes())
        {
            if (NodeOf(change, named) is not { } node)
                continue;
            if (!_changes.TryGetValue(KeyOf(node), out var ofNode))
            {
                nodes.Add(node);
                _changes[KeyOf(node)] = ofNode = [];
            }
            ofNode.Add(change);
        }
        return nodes;
    }

    /// <inheritdoc/>
    protected override Dictionary<string, object?> JobParameters()
    {
        var parameters = base.JobParameters();
        parameters[nameof(Id)] = _ids.ToArray();
        return parameters;
    }

    /// <inheritdoc/>
    protected override void Run(IReadOnlyList<Node> nodes)
    {
        var accepted = nodes.Select(node => (Node: node, Changes: _changes[KeyOf(node)].Where(change => Agrees(node, change)).ToList()))
            .Where(choice => choice.Changes.Count > 0).ToDictionary(choice => KeyOf(choice.Node));
        if (accepted.Count == 0)
            return;
        var executor = new ChangeExecutor(ChangeConfirmation.Journal(), ChangeOrigin.Of(CommandText.Of(MyInvocation)), LoginOptions());
        RunOnNodes(
            [.. accepted.Values.Select(choice => choice.Node)],
            (connection, cancel) => Undo(executor, connection, accepted[KeyOf(connection.Node)].Changes, cancel), (_, _) => { });
    }

    private int Undo(ChangeExecutor executor, INodeConnection connection, List<ChangeRecord> changes, CancellationToken cancellationToken)
    {
        foreach (var change in changes)
        {
            var undone = executor.Undo(connection, change, Force, cancellationToken);
            Post(() => Report(connection.Node, undone));
        }
        return changes.Count;
    }

    private void Report(Node node, ChangeRecord change)
    {
        WriteObject(ChangeOutput.Of(change));
        if (ChangeOutput.ErrorOfUndo(change) is { } error)
            WriteError(NodeErrorRecord.Create(node, error));
    }

    private bool Agrees(Node node, ChangeRecord change)
    {
        var lines = change.Steps.Reverse().Where(step => step.Outcome is not (StepOutcome.NotReached or StepOutcome.Conflict))
            .Select(step => new PreparedStep(step.Step, step.Before))
            .Select(step => ViewText.Line($"{node.Name}: {step.Step.Target}: {step.NewText} -> {step.OldText} ({step.Step.Persistence})")).ToList();
        if (lines.Count == 0)
            lines.Add($"{ViewText.Line(node.Name)}: nothing was done by {change.Id}; records that it is undone");
        return ChangeConfirmation.Ask(this, lines, $"Undo {change.Id} ({ViewText.Line(change.Title)}) on {ViewText.Line(node.Name)}");
    }

    /// <summary>The changes, newest first; what is undone already, or is not there, is said and left out.</summary>
    private IEnumerable<ChangeRecord> Changes()
    {
        var journal = ChangeConfirmation.Journal();
        foreach (var id in _ids.Distinct(StringComparer.Ordinal).OrderDescending(StringComparer.Ordinal))
        {
            var entry = journal.Find(id);
            if (entry is null)
                WriteError(JournalErrorRecord.NotFound(id, journal));
            else if (entry.Record is null)
                WriteError(JournalErrorRecord.Unreadable(entry));
            else if (entry.Record.State == ChangeState.Undone)
                WriteWarning($"The change {id} of {ViewText.Line(entry.Record.ComputerName)} is undone already.");
            else if (!Force && Later(entry.Record, journal) is { } later)
                WriteError(JournalErrorRecord.Covered(entry.Record, later));
            else
                yield return entry.Record;
        }
    }

    /// <summary>
    /// The newest change that wrote to the same targets afterwards, is in force, and is not being undone too. To undo the older one
    /// alone would take away what the newer one builds upon (the rule that applies a file, say), before it met the conflict.
    /// </summary>
    private ChangeRecord? Later(ChangeRecord change, ChangeJournal journal)
    {
        var targets = TargetsOf(change);
        // Ids begin with the time, so that only what is newer is read.
        return journal.Ids().TakeWhile(id => string.CompareOrdinal(id, change.Id) > 0).Except(_ids, StringComparer.Ordinal)
            .Select(id => journal.Find(id)?.Record).OfType<ChangeRecord>()
            .FirstOrDefault(other => other.State is not (ChangeState.Undone or ChangeState.Failed) && IsSameNode(change, other) && TargetsOf(other).Overlaps(targets));
    }

    private static bool IsSameNode(ChangeRecord one, ChangeRecord other) =>
        one.MachineId.Length > 0 && one.MachineId == other.MachineId
        && (one.Path == other.Path || one.Path is null || other.Path is null);

    private static HashSet<string> TargetsOf(ChangeRecord change) =>
        [.. change.Steps.Where(step => step.Outcome is not (StepOutcome.NotReached or StepOutcome.Conflict or StepOutcome.Undone or StepOutcome.AsBefore)).Select(step => step.Step.Target)];

    private Node? NodeOf(ChangeRecord change, IReadOnlyList<Node>? named)
    {
        if (named is null)
            return JournaledNode.Find(change, this, Inventory);
        // One name is what the machine of all these changes is called now; of several, each is meant for its own changes.
        var node = named.Count == 1 ? named[0] : named.FirstOrDefault(node => node.Name == change.ComputerName);
        if (node is null)
            WriteError(new ErrorRecord(
                new PSArgumentException($"The change {change.Id} is of {ViewText.Line(change.ComputerName)}, which is not among the nodes of -ComputerName."), "NodeNotNamed",
                ErrorCategory.InvalidArgument, change.Id));
        return node;
    }

    private static (NodeTransport, string, string?) KeyOf(Node node) => (node.Transport, node.Name, node.Path);
}
