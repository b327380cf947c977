using System.Collections;
using System.Management.Automation.Provider;
using System.Runtime.CompilerServices;

namespace Microsoft.PowerShell.Commands;

/// <summary>What the engine's reader of files can do beyond the interface: go back from the end.</summary>
internal static class FileReaderCalls
{
    private const string Reader = "Microsoft.PowerShell.Commands.FileSystemContentReaderWriter, System.Management.Automation";

    public static bool IsFileReader(this IContentReader reader) =>
        reader.GetType().FullName == "Microsoft.PowerShell.Commands.FileSystemContentReaderWriter";

    /// <summary>Goes to where the last lines begin. An encoding in which that cannot be found is a
    /// NotSupportedException.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "SeekItemsBackward")]
    public static extern void SeekItemsBackward([UnsafeAccessorType(Reader)] object reader, int backCount);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "ReadWithoutWaitingChanges")]
    public static extern IList? ReadWithoutWaitingChanges([UnsafeAccessorType(Reader)] object reader, long readCount);
}
