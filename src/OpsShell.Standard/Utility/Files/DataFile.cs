using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Finds and opens the one file that a cmdlet reads or writes; what goes wrong ends the cmdlet with PowerShell's error ids.
/// </summary>
internal static class DataFile
{
    private const string FileSystem = "FileSystem";

    /// <summary>
    /// The file that a path names: the one that a wildcard matches, or the path itself where nothing is there yet.
    /// </summary>
    public static string Resolve(PSCmdlet cmdlet, string path, bool literal)
    {
        var sessionPath = cmdlet.SessionState.Path;
        if (literal)
            return Unresolved(cmdlet, path);
        try
        {
            var found = sessionPath.GetResolvedProviderPathFromPSPath(path, out var provider);
            if (provider.Name != FileSystem)
                throw NotAFile(cmdlet, path, provider);
            return found.Count switch
            {
                1 => found[0],
                0 => throw End(cmdlet, new FileNotFoundException($"Nothing matches the path '{path}'."), "FileOpenFailure",
                    ErrorCategory.OpenError, path),
                _ => throw End(cmdlet, new PSInvalidOperationException(
                    $"The path '{path}' matches {found.Count} files, and this command works on one."),
                    "ReadWriteMultipleFilesNotSupported", ErrorCategory.InvalidArgument, path),
            };
        }
        catch (ItemNotFoundException)
        {
            return Unresolved(cmdlet, path);
        }
    }

    /// <summary>Opens a file for reading; a byte order mark wins over <paramref name="encoding"/>.</summary>
    public static StreamReader OpenText(PSCmdlet cmdlet, string path, bool literal, Encoding encoding) =>
        new(OpenRead(cmdlet, path, literal), encoding, detectEncodingFromByteOrderMarks: true);

    /// <summary>Opens a file for reading.</summary>
    public static FileStream OpenRead(PSCmdlet cmdlet, string path, bool literal)
    {
        var file = Resolve(cmdlet, path, literal);
        return Attempt(cmdlet, file, () => new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
    }

    /// <summary>Opens a file for writing.</summary>
    /// <param name="cmdlet">Who writes.</param>
    /// <param name="path">The path as the user gave it.</param>
    /// <param name="literal">Whether wildcards are plain characters.</param>
    /// <param name="append">Adds to what is there.</param>
    /// <param name="force">Writes to a read-only file too.</param>
    /// <param name="noClobber">Refuses a file that is there.</param>
    public static OutputFile OpenWrite(PSCmdlet cmdlet, string path, bool literal, bool append, bool force, bool noClobber)
    {
        var file = Resolve(cmdlet, path, literal);
        if (noClobber && !append && File.Exists(file))
            throw End(cmdlet, new IOException($"The file '{file}' already exists."), "NoClobber",
                ErrorCategory.ResourceExists, file);
        return Attempt(cmdlet, file, () => OutputFile.Open(file, append, force));
    }

    private static T Attempt<T>(PSCmdlet cmdlet, string file, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException
            or NotSupportedException or ArgumentException)
        {
            throw End(cmdlet, e, "FileOpenFailure", ErrorCategory.OpenError, file);
        }
    }

    private static string Unresolved(PSCmdlet cmdlet, string path)
    {
        var file = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        return provider.Name == FileSystem ? file : throw NotAFile(cmdlet, path, provider);
    }

    private static InvalidOperationException NotAFile(PSCmdlet cmdlet, string path, ProviderInfo provider) =>
        End(cmdlet, new PSInvalidOperationException($"'{path}' is not a file: it belongs to the provider {provider.Name}."),
            "ReadWriteFileNotFileSystemProvider", ErrorCategory.InvalidArgument, path);

    // Never returns; the type lets callers write 'throw', so that the compiler sees the end of the way.
    private static InvalidOperationException End(PSCmdlet cmdlet, Exception exception, string id, ErrorCategory category,
        object target)
    {
        cmdlet.ThrowTerminatingError(new ErrorRecord(exception, id, category, target));
        return new InvalidOperationException();
    }
}
