using System.Management.Automation;
using OpsShell.Core.Changes;
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

    /// <summary>A journal that cannot be listed.</summary>
    public static ErrorRecord Failed(NodeException error, ChangeJournal journal) => new(error, error.Id.ToString(), NodeErrorRecord.CategoryOf(error.Id), journal.Folder);
}
