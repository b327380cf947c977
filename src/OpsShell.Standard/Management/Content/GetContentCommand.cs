using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Provider;

namespace Microsoft.PowerShell.Commands;

/// <summary>Reads what items contain: files line by line, functions, variables.</summary>
[Cmdlet(VerbsCommon.Get, "Content", DefaultParameterSetName = "Path")]
[OutputType(typeof(byte), typeof(string))]
public sealed class GetContentCommand : ContentCommandBase
{
    /// <summary>How many lines to send on at a time; 1 without it, 0 for all at once. Several are sent as an array.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public long ReadCount { get; set; } = 1;

    /// <summary>How many lines to read from the beginning; all without it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, long.MaxValue)]
    [Alias("First", "Head")]
    public long TotalCount { get; set; } = -1;

    /// <summary>How many lines to read from the end.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, int.MaxValue)]
    [Alias("Last")]
    public int Tail { get; set; } = -1;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (TotalCount >= 0 && Tail >= 0)
        {
            WriteError(new ErrorRecord(
                new InvalidOperationException(
                    "The parameters TotalCount and Tail cannot be used together. Please specify only one parameter."),
                "TailAndHeadCannotCoexist", ErrorCategory.InvalidOperation, null));
            return;
        }
        if (TotalCount == 0)
            return;
        foreach (var item in Resolve(Path, mayBeNew: false))
            Attempt(() => ReadItem(item));
    }

    private void ReadItem(PathInfo item)
    {
        // The context of the reader must be the last one: it is the one that stops.
        var notes = NotesOf(item);
        foreach (var reader in InvokeProvider.Content.GetReader(NameOf(item), NewContext()))
        {
            using (reader)
                Read(reader, item, notes);
        }
    }

    private void Read(IContentReader reader, PathInfo item, ContentNotes notes)
    {
        var writer = new ContentWriting(notes, ReadCount, Write);
        if (Tail < 0 || WriteTail(reader, item, writer))
            ReadOn(reader, item, writer);
    }

    private void Write(PSObject content) => WriteObject(content, enumerateCollection: false);

    private void ReadOn(IContentReader reader, PathInfo item, ContentWriting writer)
    {
        var left = TotalCount < 0 ? long.MaxValue : TotalCount;
        while (left > 0 && !Stopping)
        {
            var count = ReadCount <= 0 ? (TotalCount < 0 ? 0 : left) : Math.Min(ReadCount, left);
            if (TryRead(() => reader.Read(count), item) is not { Count: > 0 } read)
                return;
            writer.Write(read);
            left -= read.Count;
        }
    }

    /// <summary>Goes to where the last lines begin. Where that cannot be found from behind, all lines are read and the last ones
    /// kept.</summary>
    /// <returns>Whether to read on from there.</returns>
    private bool WriteTail(IContentReader reader, PathInfo item, ContentWriting writer)
    {
        if (!reader.IsFileReader())
        {
            const string message = "The Tail parameter currently is supported only for the FileSystem provider.";
            WriteError(new ErrorRecord(
                new InvalidOperationException(message), "TailNotSupported", ErrorCategory.InvalidOperation, Tail));
            return false;
        }
        if (SeekTail(reader, item))
            return true;
        reader.Seek(0, SeekOrigin.Begin);
        foreach (var line in LastLines(reader, item))
            writer.Write(new[] { line });
        return true;
    }

    private bool SeekTail(IContentReader reader, PathInfo item)
    {
        // Files of /proc and the like say that they are empty, and have no end to go back from.
        if (new FileInfo(item.ProviderPath) is { Exists: true, Length: 0 })
            return false;
        try
        {
            FileReaderCalls.SeekItemsBackward(reader, Tail);
            return true;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }

    private Queue<object> LastLines(IContentReader reader, PathInfo item)
    {
        var last = new Queue<object>();
        while (TryRead(() => FileReaderCalls.ReadWithoutWaitingChanges(reader, 1000), item) is { Count: > 0 } read && !Stopping)
        {
            foreach (var line in read)
            {
                last.Enqueue(line);
                if (last.Count > Tail)
                    last.Dequeue();
            }
        }
        return last;
    }

    private IList? TryRead(Func<IList?> read, PathInfo item)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            WriteError(new ErrorRecord(e, "ProviderContentReadError", ErrorCategory.ReadError, item.Path));
            return null;
        }
    }

    private protected override object? DynamicParametersIn(EngineContext context) =>
        InvokeProvider.Content.GetContentReaderDynamicParameters(FirstPath, context);
}
