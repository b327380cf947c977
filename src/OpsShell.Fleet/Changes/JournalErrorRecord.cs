using System.Management.Automation;
using OpsShell.Core.Changes;
using OpsShell.Core.Nodes;
using OpsShell.Core.Text;
using OpsShell.Core.Transport;

namespace OpsShell.Fleet.Changes;

/// <summary>Makes PowerShell's error records of what is wrong with the journal. Pure.</summary>
internal static class JournalErrorRecord
{
    /// <summary>A file of the journal that is none; it does not keep the others from being read.</summary>
    public static ErrorRecord Unreadable(JournalEntry entry)
    {
        var message = $"'{DisplayText.Clean(entry.File)}' is not a usable journal of a change: {entry.Reason}";
        return new ErrorRecord(new InvalidDataException(message), "JournalFileInvalid", ErrorCategory.InvalidData, entry.File);
    }

    /// <summary>An id that the journal does not have.</summary>
    public static ErrorRecord NotFound(string id, ChangeJournal journal)
    {
        var message = $"There is no change '{DisplayText.Clean(id)}' in the journal {DisplayText.Clean(journal.Folder)}. Get-OpsChange lists those that there are.";
        return new ErrorRecord(new ItemNotFoundException(message), "ChangeNotFound", ErrorCategory.ObjectNotFound, id);
    }

    /// <summary>That a newer change has written to the same targets, and has to be undone first.</summary>
    public static ErrorRecord Covered(ChangeRecord change, ChangeRecord later) => NodeErrorRecord.Create(
        new Node { Name = change.ComputerName },
        new NodeError(
            NodeErrorId.ChangeConflict,
            $"The change {change.Id} was not undone: the newer {later.Id} ({DisplayText.Clean(later.Title)}) has written to the same files or settings and is in force.",
            $"Undo that first, or both at once: Undo-OpsChange {later.Id}, {change.Id}"));

    /// <summary>A journal that cannot be listed.</summary>
    public static ErrorRecord Failed(NodeException error, ChangeJournal journal) => new(error, error.Id.ToString(), NodeErrorRecord.CategoryOf(error.Id), journal.Folder);
}
