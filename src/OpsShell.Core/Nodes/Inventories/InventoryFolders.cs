namespace OpsShell.Core.Nodes.Inventories;

/// <summary>What paths in an inventory are relative to.</summary>
/// <param name="Home">What <c>~</c> stands for.</param>
/// <param name="Base">The folder of the inventory file, for relative paths: the same file works from cron and from a shell.</param>
internal sealed record InventoryFolders(string Home, string Base)
{
    /// <exception cref="FormatException">The path is empty or has control characters.</exception>
    public string Expand(string path)
    {
        if (path.Length == 0 || path.Any(char.IsControl))
            throw new FormatException("the path is empty or has control characters");
        if (path == "~" || path.StartsWith("~/", StringComparison.Ordinal))
            return Home + path[1..];
        return Path.IsPathRooted(path) ? path : Path.GetFullPath(Path.Combine(Base, path));
    }
}
