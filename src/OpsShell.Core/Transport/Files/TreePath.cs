namespace OpsShell.Core.Transport.Files;

/// <summary>Paths of a copy. What a node sends may be made to leave the folder it is copied to, so every part is checked.</summary>
internal static class TreePath
{
    /// <summary>A path below a folder.</summary>
    public static string Join(string folder, string name) => folder.EndsWith('/') ? folder + name : $"{folder}/{name}";

    /// <summary>The folder that a path is in.</summary>
    public static string Parent(string path)
    {
        var trimmed = path.Length > 1 ? path.TrimEnd('/') : path;
        var slash = trimmed.LastIndexOf('/');
        return slash switch { < 0 => ".", 0 => "/", _ => trimmed[..slash] };
    }

    /// <summary>The last part of a path.</summary>
    public static string Name(string path)
    {
        var trimmed = path.TrimEnd('/');
        return trimmed[(trimmed.LastIndexOf('/') + 1)..];
    }

    /// <summary>A path with <c>~</c> or <c>~/</c> in front replaced by the home folder; <c>~user</c> stays as it is.</summary>
    /// <param name="path">The path.</param>
    /// <param name="home">The home folder; <c>.</c> where relative paths start there anyway.</param>
    public static string FromHome(string path, string home)
    {
        if (path is "~" or "~/")
            return home;
        if (!path.StartsWith("~/", StringComparison.Ordinal))
            return path;
        var below = path.TrimStart('~').TrimStart('/');
        return home == "." ? below : Join(home, below);
    }

    /// <summary>Whether a name can stand for one entry of a folder and nothing else.</summary>
    public static bool IsPlainName(string name) => name is not ("" or "." or "..") && name.IndexOfAny(['/', '\0']) < 0;

    /// <summary>
    /// Whether a link stays inside the tree it is copied with: relative, with <c>..</c> only in front (behind other names it
    /// could lead anywhere through further links), and not more of them than the link is deep.
    /// </summary>
    /// <param name="pointsTo">Where the link points.</param>
    /// <param name="depth">How many folders of the tree the link is below its root.</param>
    public static bool StaysInside(string pointsTo, int depth)
    {
        if (pointsTo.Length == 0 || pointsTo.StartsWith('/') || pointsTo.Contains('\0', StringComparison.Ordinal))
            return false;
        var parts = pointsTo.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var up = parts.TakeWhile(part => part is ".." or ".").Count(part => part == "..");
        return up <= depth && !parts.SkipWhile(part => part is ".." or ".").Contains("..");
    }
}
