using OpsShell.Core.Text;

namespace OpsShell.Core.Nodes.Selection;

/// <summary>Files and folders by pattern, as a shell finds them: <c>*</c> and <c>?</c> in any part of the path, hidden files left out.</summary>
internal static class FileGlob
{
    /// <summary>What exists, in natural order; folders that may not be read have none.</summary>
    public static IReadOnlyList<string> Find(string pattern)
    {
        if (Path.Exists(pattern))
            return [pattern];
        if (!GlobPattern.HasWildcard(pattern))
            return [];
        var parts = pattern.Split('/');
        IEnumerable<string> folders = [parts[0].Length == 0 ? "/" : ""];
        foreach (var part in parts[..^1].Where(part => part.Length > 0))
            folders = folders.SelectMany(folder => Entries(folder, part, Directory.EnumerateDirectories)).ToList();
        return [.. folders.SelectMany(folder => Entries(folder, parts[^1], Directory.EnumerateFileSystemEntries)).Order(NaturalOrder.Instance)];
    }

    private static IEnumerable<string> Entries(string folder, string part, Func<string, IEnumerable<string>> list)
    {
        if (!GlobPattern.HasWildcard(part))
            return Path.Exists(Path.Combine(folder, part)) ? [Path.Combine(folder, part)] : [];
        try
        {
            return
            [
                .. list(folder.Length == 0 ? "." : folder)
                    .Select(entry => Path.GetFileName(entry))
                    .Where(name => (name[0] != '.' || part[0] == '.') && GlobPattern.Matches(part, name))
                    .Select(name => Path.Combine(folder, name)),
            ];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
