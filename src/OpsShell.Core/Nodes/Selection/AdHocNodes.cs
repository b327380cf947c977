namespace OpsShell.Core.Nodes.Selection;

/// <summary>Nodes that the user names without an inventory: mounted roots and recordings.</summary>
internal static class AdHocNodes
{
    private const int MaximumHostName = 4096;

    /// <summary>The mounted roots that a term names: the path itself, or the folders that match it.</summary>
    /// <exception cref="SelectorException">A pattern matches nothing.</exception>
    public static IEnumerable<Node> Roots(SelectorTerm term, string selector, string folder) =>
        Paths(term, selector, folder, Directory.Exists, "folder").Select(path => new Node
        {
            Name = RootName(path),
            Transport = NodeTransport.HostRoot,
            Path = path,
        });

    /// <summary>The recordings that a term names: the path itself, or the files that match it.</summary>
    /// <exception cref="SelectorException">A pattern matches nothing.</exception>
    public static IEnumerable<Node> Snapshots(SelectorTerm term, string selector, string folder) =>
        Paths(term, selector, folder, File.Exists, "file").Select(path => new Node
        {
            Name = NodeName.From(Path.GetFileNameWithoutExtension(path), "snapshot"),
            Transport = NodeTransport.Snapshot,
            Path = path,
        });

    /// <summary>A path that exists is taken as it is; else its ranges are expanded and its wildcards matched.</summary>
    private static IEnumerable<string> Paths(SelectorTerm term, string selector, string folder, Func<string, bool> exists, string what)
    {
        if (exists(Path.Combine(folder, term.Text)) || term.Text.AsSpan().IndexOfAny("*?[") < 0)
            return [Path.GetFullPath(term.Text, folder)];
        return NodeRange.Parse(term.Text, selector, term.Column - 1).Names()
            .SelectMany(path => GlobPattern.HasWildcard(path)
                ? Matches(path, term, selector, folder, exists, what)
                : [Path.GetFullPath(path, folder)]);
    }

    private static List<string> Matches(string pattern, SelectorTerm term, string selector, string folder, Func<string, bool> exists, string what)
    {
        var found = FileGlob.Find(Path.Combine(folder, pattern)).Where(exists).Select(Path.GetFullPath).ToList();
        return found.Count > 0 ? found : throw new SelectorException(selector, term.Column, $"no {what} matches '{pattern}'");
    }

    /// <summary>
    /// The host name that the root's own /etc/hostname gives, else the path. The tree is not trusted: a link there could lead
    /// out of it and a pipe would never end, so only a plain, short file is read.
    /// </summary>
    private static string RootName(string path)
    {
        try
        {
            var file = new FileInfo(Path.Combine(path, "etc", "hostname"));
            if (file is not { Exists: true, LinkTarget: null, Length: > 0 and <= MaximumHostName })
                return path;
            var name = File.ReadAllText(file.FullName).Split('\n')[0].Trim();
            return NodeName.From(name, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }
}
