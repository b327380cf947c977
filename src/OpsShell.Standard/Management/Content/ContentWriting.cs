using System.Collections;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Sends on what was read from one item: one by one, or in arrays if more are read at a time.</summary>
internal sealed class ContentWriting(ContentNotes notes, long readCount, Action<PSObject> write)
{
    private long _count;

    public void Write(IList read)
    {
        if (readCount == 1)
        {
            foreach (var one in read)
                WriteOne(one, 1);
        }
        else
            WriteOne(read, read.Count);
    }

    private void WriteOne(object content, int count)
    {
        _count += count;
        write(notes.Tag(content, _count));
    }
}
