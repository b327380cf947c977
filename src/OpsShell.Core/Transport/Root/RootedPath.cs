namespace OpsShell.Core.Transport.Root;

/// <summary>
/// Paths of a machine whose root is mounted at a folder of this one. Symbolic links are followed as that machine would: an
/// absolute one starts at the mounted root, and <c>..</c> cannot leave it, so nothing of this machine is read by mistake.
/// </summary>
internal static class RootedPath
{
    // The kernel's own limit (MAXSYMLINKS, include/linux/namei.h).
    private const int MaxLinks = 40;

    /// <summary>The path here for an absolute path there, or null when it goes round in links. It need not exist.</summary>
    public static string? Resolve(string root, string path)
    {
        var pending = new Stack<string>(Components(path).Reverse());
        var resolved = new List<string>();
        var links = 0;
        while (pending.TryPop(out var component))
        {
            if (component == "..")
            {
                if (resolved.Count > 0)
                    resolved.RemoveAt(resolved.Count - 1);
                continue;
            }
            var target = LinkTarget(Join(root, resolved, component));
            if (target is null)
            {
                resolved.Add(component);
                continue;
            }
            if (++links > MaxLinks)
                return null;
            if (target.StartsWith('/'))
                resolved.Clear();
            foreach (var part in Components(target).Reverse())
                pending.Push(part);
        }
        return Join(root, resolved, "");
    }

    private static IEnumerable<string> Components(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(component => component != ".");

    private static string Join(string root, List<string> components, string last) =>
        System.IO.Path.Join(root, string.Join('/', components), last);

    private static string? LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
