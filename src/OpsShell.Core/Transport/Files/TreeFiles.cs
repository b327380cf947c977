namespace OpsShell.Core.Transport.Files;

/// <summary>Copies between this machine and the files of a node.</summary>
/// <param name="node">The node's files.</param>
/// <param name="owned">What is to be closed with this.</param>
/// <param name="home">What <c>~</c> in front of a path on the node means; <c>.</c> where relative paths start at the login folder.</param>
internal sealed class TreeFiles(IFileTree node, IDisposable? owned, string home = ".") : INodeFiles
{
    private readonly LocalTree _local = new();

    /// <inheritdoc/>
    public CopyOutcome Upload(string localPath, string nodePath, CopyRequest request, CancellationToken cancellationToken) =>
        new TreeCopy(_local, node, request, cancellationToken).Run(Path.GetFullPath(localPath), TreePath.FromHome(nodePath, home));

    /// <inheritdoc/>
    public CopyOutcome Download(string nodePath, string localPath, CopyRequest request, CancellationToken cancellationToken) =>
        new TreeCopy(node, _local, request, cancellationToken).Run(
            TreePath.FromHome(nodePath, home), localPath.EndsWith('/') ? Path.GetFullPath(localPath).TrimEnd('/') + "/" : Path.GetFullPath(localPath));

    /// <inheritdoc/>
    public void Dispose() => owned?.Dispose();
}
