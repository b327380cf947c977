using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Core.Nodes;
using OpsShell.Core.Text;
using OpsShell.Core.Transport;

namespace OpsShell.Core.Changes;

/// <summary>
/// Changes nodes, and changes them back. It looks first, writes down what it is going to do, and only then does it; so whatever
/// ends it in between leaves a journal from which <see cref="Undo"/> works. Safe for several nodes at once.
/// </summary>
/// <param name="journal">Where changes are written down.</param>
/// <param name="origin">Who makes them, and with which command.</param>
/// <param name="login">The options that the connections were opened with; of them it takes the address, and whether to become root: only the command says that, never a file.</param>
public sealed class ChangeExecutor(ChangeJournal journal, ChangeOrigin origin, ConnectionOptions login)
{
    private static readonly TimeSpan _looking = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _writing = TimeSpan.FromSeconds(20);

    /// <summary>Looks at the targets of a plan, in one round trip. Changes nothing.</summary>
    /// <exception cref="NodeException">The node cannot be changed, or a target cannot be read; the message names it.</exception>
    /// <exception cref="ArgumentException">A step of the plan makes no sense.</exception>
    public PreparedChange Prepare(INodeConnection connection, ChangePlan plan, CancellationToken cancellationToken)
    {
        foreach (var step in plan.Steps)
            step.Validate();
        var states = Observe(connection, plan.Steps, cancellationToken, out var machineId);
        var steps = plan.Steps.Zip(states, (step, state) => new PreparedStep(step, state)).Where(step => step.Before.Value != step.Wanted);
        return new PreparedChange(connection.Node, machineId, plan.Title, [.. steps]);
    }

    /// <summary>
    /// Makes a prepared change: the journal first, then the node, then the journal again. A step that fails is in the record, not an
    /// exception.
    /// </summary>
    /// <exception cref="NodeException">
    /// The node was lost or refused as a whole, or the journal cannot be written; in the latter case the node was not touched.
    /// </exception>
    public ChangeRecord Apply(INodeConnection connection, PreparedChange change, ApplyOptions options, CancellationToken cancellationToken)
    {
        if (change.Steps.IsEmpty)
            throw new ArgumentException("There is nothing to change.", nameof(change));
        var intended = NewRecord(change);
        journal.Add(intended);
        var answer = Run(connection, intended, ChangeScript.Apply(intended, options.Force), cancellationToken);
        if (ChangeRefusal.Of(answer, connection.Node, intended) is { } refusal)
        {
            journal.TryUpdate(ChangeOutcome.Refused(intended, refusal.Message));
            throw refusal;
        }
        var record = ChangeOutcome.OfApply(intended, answer);
        Record(record);
        return options.RollBackOnFailure && record.State == ChangeState.PartlyApplied ? Undo(connection, record, force: false, cancellationToken) : record;
    }

    /// <summary>
    /// Takes a change back, last step first: a target that is as the change left it is restored, one that is as it was before is left
    /// alone, and any other is refused unless forced. A step that fails is in the record, not an exception.
    /// </summary>
    /// <exception cref="NodeException">It is another machine, it was lost, or the change is undone already.</exception>
    public ChangeRecord Undo(INodeConnection connection, ChangeRecord change, bool force, CancellationToken cancellationToken)
    {
        if (change.State == ChangeState.Undone)
            throw new NodeException(NodeErrorId.ChangeConflict, $"The change {change.Id} is undone already.");
        var answer = Run(connection, change, ChangeScript.Undo(change, force), cancellationToken);
        if (ChangeRefusal.Of(answer, connection.Node, change) is { } refusal)
            throw refusal;
        var record = ChangeOutcome.OfUndo(change, answer);
        Record(record);
        return record;
    }

    /// <summary>
    /// Runs a script that writes. When the node is lost in the middle, what happened there is not known, so the state in the journal
    /// stays; that it also says why is a help, and must not hide the loss.
    /// </summary>
    private ChangeAnswer Run(INodeConnection connection, ChangeRecord change, string script, CancellationToken cancellationToken)
    {
        try
        {
            return Execute(connection, script, _writing + change.Steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + LimitOf(step.Step)), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            journal.TryUpdate(change with { Error = "It was interrupted." });
            throw;
        }
        catch (NodeException error)
        {
            journal.TryUpdate(change with { Error = error.Message });
            throw new NodeException(
                error.Id, $"{error.Message} What was done of the change {change.Id} is not known.", $"Undo-OpsChange -Id {change.Id} finds out, and takes it back. {error.Remedy}".TrimEnd(), error);
        }
    }

    /// <summary>Writes down how it went. What stands in the journal until then is enough for undo, and the error says so.</summary>
    private void Record(ChangeRecord change)
    {
        try
        {
            journal.Update(change);
        }
        catch (NodeException error)
        {
            throw new NodeException(
                error.Id, $"The change {change.Id} of the node came to the state {change.State}, but that could not be written down: {error.Message}",
                "Undo-OpsChange works from what the journal has.", error);
        }
    }

    private ImmutableArray<StepState> Observe(
        INodeConnection connection, ImmutableArray<ChangeStep> steps, CancellationToken cancellationToken, out string machineId)
    {
        machineId = "";
        if (steps.IsEmpty)
            return [];
        var script = ChangeScript.Observe(connection.Node.Transport, steps);
        var answer = Execute(connection, script, steps.OfType<CommandStep>().Aggregate(_looking, (sum, step) => sum + step.Timeout), cancellationToken);
        if (ChangeRefusal.Of(answer, connection.Node, null) is { } refusal)
            throw refusal;
        return ChangeOutcome.States(answer, steps, out machineId);
    }

    private ChangeAnswer Execute(INodeConnection connection, string script, TimeSpan limit, CancellationToken cancellationToken)
    {
        var outcome = connection.Execute(
            new CommandRequest { Script = script, Become = login.Become ?? BecomeMethod.None, BecomePassword = login.BecomePassword, Timeout = limit },
            null, cancellationToken);
        var answer = ChangeAnswer.Read(outcome.Output.Span);
        if (outcome.TimedOut)
            throw new NodeException(NodeErrorId.NodeTimedOut, string.Create(CultureInfo.InvariantCulture, $"The node did not finish within {limit.TotalSeconds:0} s."));
        return answer.IsWhole
            ? answer
            : throw new NodeException(
                NodeErrorId.ProtocolError, $"The script on the node ended before its end: {DisplayText.Excerpt(System.Text.Encoding.UTF8.GetString(outcome.Error.Span), 200)}");
    }

    /// <summary>The command, and the read-back before and after it.</summary>
    private static TimeSpan LimitOf(ChangeStep step) => step is CommandStep command ? 3 * command.Timeout : TimeSpan.FromSeconds(10);

    private ChangeRecord NewRecord(PreparedChange change)
    {
        var now = DateTimeOffset.UtcNow;
        var node = change.Node;
        var ssh = node.Transport == NodeTransport.Ssh;
        return new ChangeRecord
        {
            Schema = ChangeRecord.CurrentSchema,
            Id = ChangeId.New(now),
            ComputerName = node.Name,
            Transport = node.Transport,
            Path = node.Path,
            Address = ssh ? node.Ssh.HostName ?? node.Name : null,
            Port = ssh ? login.Port ?? node.Ssh.Port : null,
            UserName = ssh ? login.UserName ?? node.Ssh.UserName : null,
            MachineId = change.MachineId,
            By = origin.By,
            CommandLine = origin.CommandLine,
            Title = change.Title,
            Started = now,
            State = ChangeState.Intended,
            Steps = [.. change.Steps.Select(step => new ChangeStepRecord(step.Step, step.Before, StepOutcome.Unknown))],
        };
    }
}
