using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Reads .ps1xml files into the session.</summary>
public class UpdateData : PSCmdlet
{
    /// <summary>The parameter set of files.</summary>
    protected const string FileParameterSet = "FileSet";

    /// <summary>Files to read after those of the session; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = FileParameterSet)]
    [Alias("PSPath", "Path")]
    [ValidateNotNull]
    [SupportsWildcards]
    public string[] AppendPath { get; set; } = [];

    /// <summary>Files to read before those of the session; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = FileParameterSet)]
    [ValidateNotNull]
    [SupportsWildcards]
    public string[] PrependPath { get; set; } = [];

    /// <summary>The new order of files: those to prepend, those there are, those to append, each once.</summary>
    /// <param name="entries">What there is.</param>
    /// <param name="fileOf">The file of an entry, or null where it has none.</param>
    /// <param name="newEntry">An entry for a file.</param>
    /// <param name="what">What the files hold, for messages and error ids: Types or Format.</param>
    /// <returns>The entries, or null when paths were given and none of them is a file.</returns>
    private protected List<T>? Arrange<T>(IEnumerable<T> entries, Func<T, string?> fileOf, Func<string, T> newEntry, string what)
    {
        var prepended = Files(this, PrependPath, $"{what}PrependPathException").Reverse().ToList();
        var appended = Files(this, AppendPath, $"{what}AppendPathException").ToList();
        if (PrependPath.Length + AppendPath.Length > 0 && prepended.Count + appended.Count == 0)
            return null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var arranged = new List<T>();
        arranged.AddRange(prepended.Where(file => MayAdd(file, what) && seen.Add(file)).Select(newEntry));
        arranged.AddRange(entries.Where(entry => fileOf(entry) is not { } file || seen.Add(Path.GetFullPath(file))));
        arranged.AddRange(appended.Where(file => MayAdd(file, what) && seen.Add(file)).Select(newEntry));
        return arranged;
    }

    /// <summary>The .ps1xml files that paths name; what is none is an error that ends nothing.</summary>
    internal static IEnumerable<string> Files(PSCmdlet cmdlet, string[] paths, string errorId) =>
        paths.SelectMany(path => Files(cmdlet, path, errorId)).ToList();

    private static List<string> Files(PSCmdlet cmdlet, string path, string errorId)
    {
        try
        {
            var found = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out var provider);
            var wrong = provider.Name != "FileSystem" ? path : found.FirstOrDefault(file => !file.EndsWith(".ps1xml", StringComparison.OrdinalIgnoreCase));
            if (wrong is null)
                return [.. found];
            cmdlet.WriteError(new ErrorRecord(
                new PSInvalidOperationException($"Cannot read the file \"{wrong}\" because it does not have the file name extension \"ps1xml\"."), "WrongExtension", ErrorCategory.InvalidArgument, path));
        }
        catch (SessionStateException error)
        {
            cmdlet.WriteError(new ErrorRecord(error, errorId, ErrorCategory.InvalidOperation, path));
        }
        return [];
    }

    private bool MayAdd(string file, string what) =>
        ShouldProcess($"FileName: {file}", what == "Types" ? "Update TypeData" : "Update FormatData");
}
