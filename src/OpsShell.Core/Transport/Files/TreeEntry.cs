namespace OpsShell.Core.Transport.Files;

/// <summary>What stands at a path.</summary>
/// <param name="Name">The name in its folder.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Size">Size in bytes.</param>
/// <param name="Mode">The nine permission bits.</param>
internal sealed record TreeEntry(string Name, TreeEntryKind Kind, long Size, int Mode);
