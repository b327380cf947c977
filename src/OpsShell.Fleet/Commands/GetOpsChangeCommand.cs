using System.Management.Automation;
using OpsShell.Core.Changes;
using OpsShell.Core.Transport;
using OpsShell.Fleet.Changes;
using OpsShell.Fleet.Completion;

namespace OpsShell.Fleet.Commands;

/// <summary>Lists the changes that were made to nodes from this machine, newest first.</summary>
/// <remarks>
/// <para>
/// Every cmdlet that changes a node writes down what it is going to do before it does it, and how it went afterwards. The journal
/// is below $OPSSHELL_STATE, else /var/lib/opsshell for root, else ~/.local/state/opsshell, with one file for each change of a node,
/// readable by you alone.
/// </para>
/// <para>
/// State Intended means that the end was not recorded: the run was killed, or lost the node. Undo-OpsChange finds out on the node what
/// was done, and takes it back. A file of the journal that cannot be read is an error that names it; the others are listed.
/// </para>
/// </remarks>
/// <example needs="fleet">
/// <code>Get-OpsChange -Last 10</code>
/// <para>The ten newest changes.</para>
/// </example>
/// <example needs="fleet">
/// <code>Get-OpsChange -ComputerName 'web*' -State Intended, PartlyApplied | ForEach-Object Steps</code>
/// <para>The steps of changes that did not come to their end, on nodes whose names begin with web.</para>
/// </example>
/// <seealso href="about:OpsShell_Changes">about_OpsShell_Changes</seealso>
[Cmdlet(VerbsCommon.Get, "OpsChange")]
[OutputType(typeof(OpsChange))]
public sealed class GetOpsChangeCommand : PSCmdlet
{
    /// <summary>Ids of changes. Default: all.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ChangeIdCompleter))]
    public string[]? Id { get; set; }

    /// <summary>Names of nodes, with wildcards (<c>web*</c>). Default: all.</summary>
    [Parameter]
    [Alias("HostName", "Node", "Cn")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NodeNameCompleter))]
    public string[]? ComputerName { get; set; }

    /// <summary>How far the changes have come. Default: all.</summary>
    [Parameter]
    public ChangeState[]? State { get; set; }

    /// <summary>How many at most, of those that the other parameters leave; at least 1. Default: all.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Last { get; set; } = int.MaxValue;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var journal = ChangeConfirmation.Journal();
        try
        {
            foreach (var change in Entries(journal).Select(Readable).OfType<ChangeRecord>().Where(Matches).Take(Last))
                WriteObject(ChangeOutput.Of(change));
        }
        catch (NodeException error)
        {
            WriteError(JournalErrorRecord.Failed(error, journal));
        }
    }

    private IEnumerable<JournalEntry> Entries(ChangeJournal journal)
    {
        if (Id is null)
            return journal.All();
        var entries = new List<JournalEntry>();
        foreach (var id in Id.Distinct(StringComparer.Ordinal).OrderDescending(StringComparer.Ordinal))
        {
            if (journal.Find(id) is { } entry)
                entries.Add(entry);
            else
                WriteError(JournalErrorRecord.NotFound(id, journal));
        }
        return entries;
    }

    private ChangeRecord? Readable(JournalEntry entry)
    {
        if (entry.Record is null)
            WriteError(JournalErrorRecord.Unreadable(entry));
        return entry.Record;
    }

    private bool Matches(ChangeRecord change) =>
        (State is null || State.Contains(change.State))
        && (ComputerName is null || ComputerName.Any(pattern => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(change.ComputerName)));
}
